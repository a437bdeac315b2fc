/** Styles of their own: only this page pays for them. */
export {default as styles, href} from '!!sheet-loader!./styles.module.css';
