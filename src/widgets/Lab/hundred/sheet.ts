/** Comes with the first hundred. */
export {default as styles, href} from '!!sheet-loader!./styles.module.css';
