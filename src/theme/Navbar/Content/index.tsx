import {useEffect, useRef} from 'react';
import {useThemeConfig} from '@docusaurus/theme-common';
import {useNavbarMobileSidebar} from '@docusaurus/theme-common/internal';
import Logo from '@theme/Logo';
import NavbarColorModeToggle from '@theme/Navbar/ColorModeToggle';
import NavbarItem, {type Props} from '@theme/NavbarItem';
import SearchBar from '@theme/SearchBar';
import {classes} from '@site/src/components/classes';
import styles from './styles.module.css';

/** Name, places, tools. */
export default function NavbarContent() {
  const {toggle, shown} = useNavbarMobileSidebar();
  const menu = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!shown) return undefined;
    const close = ({key}: KeyboardEvent) => {
      if (key !== 'Escape') return;
      toggle();
      menu.current?.focus();
    };
    document.addEventListener('keydown', close);
    return () => document.removeEventListener('keydown', close);
  }, [shown, toggle]);
  return (
    <div className={classes('sheet-width', styles.bar)}>
      <Logo />
      <ul className={styles.places}>
        {(useThemeConfig().navbar.items as (Props & {label: string})[]).map(item => (
          <li key={item.label}>
            <NavbarItem {...item} />
          </li>
        ))}
      </ul>
      <div className={styles.tools}>
        <div className={styles.search}>
          <SearchBar />
        </div>
        <NavbarColorModeToggle />
        <button
          ref={menu}
          className={classes('clean-btn', 'tool', styles.menu)}
          type="button"
          aria-expanded={shown}
          onClick={toggle}
        >
          Menu
        </button>
      </div>
    </div>
  );
}
