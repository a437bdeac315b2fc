/** The lab's styles are a sheet of their own: pages without a lab do not pay for them. */
export {default as styles, href} from '!!sheet-loader!./styles.module.css';
