/** What stands around the text; the text itself brings its style along. */
export {default as styles, href} from '!!sheet-loader!./styles.module.css';
