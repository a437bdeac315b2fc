/** Styles of their own: only the page that shows it pays for them. */
export {default as styles, href} from '!!sheet-loader!./styles.module.css';
