import {useRef, type KeyboardEvent} from 'react';

interface Props {
  label: string;
  className: string | undefined;
  tabs: readonly {id: string; label: string}[];
  chosen: string;
  onChoose: (id: string) => void;
}

/** A row of tabs; arrow keys go from one to the next. */
export function Tabs({label, className, tabs, chosen, onChoose}: Props) {
  const row = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent, index: number) => {
    const step = {ArrowRight: 1, ArrowLeft: -1}[event.key];
    if (step === undefined) return;
    const at = (index + step + tabs.length) % tabs.length;
    event.preventDefault();
    onChoose(tabs[at]?.id ?? chosen);
    row.current?.querySelectorAll('button')[at]?.focus();
  };
  return (
    <div className={className} role="tablist" aria-label={label} ref={row}>
      {tabs.map((tab, index) => (
        <button
          key={tab.id}
          type="button"
          role="tab"
          aria-selected={tab.id === chosen}
          tabIndex={tab.id === chosen ? 0 : -1}
          onClick={() => onChoose(tab.id)}
          onKeyDown={event => move(event, index)}
        >
          {tab.label}
        </button>
      ))}
    </div>
  );
}
