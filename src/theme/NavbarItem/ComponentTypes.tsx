import DefaultNavbarItem from '@theme/NavbarItem/DefaultNavbarItem';

/** Only the kind of navbar item that is in use: the others would be paid for by every page. */
const ComponentTypes = {default: DefaultNavbarItem};
export default ComponentTypes;
