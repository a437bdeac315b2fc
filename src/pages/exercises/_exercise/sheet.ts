/** The styles of the exercises are a sheet of their own: other pages do not pay for them. */
export {default as styles, href} from '!!sheet-loader!./styles.module.css';
