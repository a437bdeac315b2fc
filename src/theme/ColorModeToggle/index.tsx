import useIsBrowser from '@docusaurus/useIsBrowser';
import type {Props} from '@theme/ColorModeToggle';

const NAMES = {system: 'as the system', light: 'day', dark: 'night'} as const;

/** Day, night, as the system: one half-filled disc in place of three pictures. */
export default function ColorModeToggle({value, onChange}: Props) {
  const isBrowser = useIsBrowser();
  const next = value === null ? 'light' : value === 'light' ? 'dark' : null;
  const title = `Colours: ${NAMES[value ?? 'system']}. Switch to ${NAMES[next ?? 'system']}.`;
  return (
    <button
      className="clean-btn tool"
      type="button"
      disabled={!isBrowser}
      title={title}
      aria-label={title}
      onClick={() => onChange(next)}
    >
      <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
        <circle cx="9" cy="9" r="7.2" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <path d="M9 1.8a7.2 7.2 0 0 1 0 14.4Z" fill="currentColor" />
      </svg>
    </button>
  );
}
