import {HighlightStyle, syntaxHighlighting} from '@codemirror/language';
import type {Extension} from '@codemirror/state';
import {EditorView} from '@codemirror/view';
import {tags} from '@lezer/highlight';

/** The editor in the site's colours: all of them are tokens, so that both modes follow by themselves. */

const colours = HighlightStyle.define([
  {tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--mesh-code-key)'},
  {tag: [tags.string, tags.content, tags.literal, tags.keyword], color: 'var(--mesh-code-str)'},
  {tag: [tags.comment, tags.meta], color: 'var(--mesh-code-note)', fontStyle: 'italic'},
  {tag: tags.separator, color: 'var(--mesh-ink-2)'},
]);

const frame = EditorView.theme({
  '&': {
    color: 'var(--mesh-ink)',
    backgroundColor: 'var(--mesh-raised)',
    border: '1px solid var(--mesh-line)',
    borderRadius: '0 0 var(--mesh-r-2) var(--mesh-r-2)',
    fontSize: '0.84375rem',
  },
  '&.cm-focused': {outline: '2px solid var(--mesh-blue)', outlineOffset: '-1px'},
  '.cm-scroller': {fontFamily: 'var(--mesh-mono)', lineHeight: '24px'},
  '.cm-content': {padding: 'var(--mesh-2) 0', caretColor: 'var(--mesh-ink)'},
  '.cm-line': {padding: '0 var(--mesh-4) 0 4px'},
  '.cm-gutters': {
    backgroundColor: 'var(--mesh-raised)',
    color: 'var(--mesh-code-note)',
    border: '0',
  },
  '.cm-lineNumbers .cm-gutterElement': {minWidth: '1.5rem', padding: '0 2px 0 0'},
  '.cm-signs': {width: '24px', cursor: 'pointer'},
  '.cm-signs .cm-gutterElement': {display: 'grid', placeItems: 'center'},
  '.cm-sign': {width: '16px', height: '16px', fill: 'none', stroke: 'var(--mesh-on-fill)'},
  '.cm-sign path': {strokeWidth: '2.4'},
  '.cm-sign-hit .cm-sign-shape': {fill: 'var(--mesh-green)', stroke: 'none'},
  '.cm-sign-fail .cm-sign-shape, .cm-sign-error .cm-sign-shape': {
    fill: 'var(--mesh-red)',
    stroke: 'none',
  },
  '.cm-sign-warning .cm-sign-shape': {fill: 'var(--mesh-amber-soft)', stroke: 'inherit'},
  '.cm-sign-warning': {stroke: 'var(--mesh-amber)'},
  '.cm-sign-info, .cm-sign-skip, .cm-sign-off': {stroke: 'var(--mesh-ink-2)'},
  '.cm-sign-warning path, .cm-sign-info path, .cm-sign-skip path, .cm-sign-off path': {
    strokeWidth: '1.6',
  },
  '.cm-sign-off .cm-sign-shape': {strokeDasharray: '2 3'},
  '.cm-foldGutter': {width: '16px'},
  '.cm-foldGutter .cm-gutterElement': {cursor: 'pointer', textAlign: 'center'},
  '.cm-foldPlaceholder': {
    backgroundColor: 'var(--mesh-sunk)',
    border: '1px solid var(--mesh-line-strong)',
    color: 'var(--mesh-ink-2)',
    padding: '0 0.4em',
  },
  '.cm-activeLine': {backgroundColor: 'transparent'},
  '&.cm-focused .cm-activeLine': {backgroundColor: 'var(--mesh-code-hit)'},
  '.cm-lit-hit, &.cm-focused .cm-lit-hit': {backgroundColor: 'var(--mesh-green-soft)'},
  '.cm-lit-fail, &.cm-focused .cm-lit-fail': {backgroundColor: 'var(--mesh-red-soft)'},
  '.cm-lit-skip, &.cm-focused .cm-lit-skip': {backgroundColor: 'var(--mesh-blue-soft)'},
  '.cm-wrong': {
    textDecoration: 'underline wavy 1.5px var(--mesh-amber)',
    textUnderlineOffset: '0.25em',
  },
  '.cm-wrong-error': {textDecorationColor: 'var(--mesh-red)'},
  '.cm-note': {
    padding: 'var(--mesh-2) var(--mesh-4)',
    borderTop: '2px solid var(--mesh-amber)',
    backgroundColor: 'var(--mesh-amber-soft)',
    fontFamily: 'var(--mesh-sans)',
    fontSize: 'var(--mesh-t-small)',
    lineHeight: '1.5',
    whiteSpace: 'normal',
  },
  '.cm-note p': {margin: '0', maxWidth: '60ch'},
  '.cm-note p + p': {marginTop: 'var(--mesh-2)'},
  '.cm-note b': {color: 'var(--mesh-amber)'},
  '.cm-note a': {color: 'var(--mesh-blue)', textUnderlineOffset: '0.2em'},
  '.cm-note-error': {borderColor: 'var(--mesh-red)', backgroundColor: 'var(--mesh-red-soft)'},
  '.cm-note-error b': {color: 'var(--mesh-red)'},
  // A target of 24 px around a sign of 8. A box of its own: what is inline cannot take a gesture from the page.
  '.cm-dash': {
    display: 'inline-block',
    padding: '4px 8px',
    margin: '-4px -8px',
    borderRadius: 'var(--mesh-r-1)',
    color: 'var(--mesh-blue)',
    fontWeight: '700',
    cursor: 'grab',
    touchAction: 'none',
  },
  '.cm-dash:hover': {backgroundColor: 'var(--mesh-blue-soft)'},
  '.cm-dash *': {color: 'inherit'},
  '.cm-drop-above': {boxShadow: 'inset 0 3px var(--mesh-blue)'},
  '.cm-drop-below': {boxShadow: 'inset 0 -3px var(--mesh-blue)'},
  '.cm-tooltip': {
    backgroundColor: 'var(--mesh-raised)',
    border: '1px solid var(--mesh-line-strong)',
    borderRadius: 'var(--mesh-r-1)',
    color: 'var(--mesh-ink)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    maxWidth: 'min(30rem, 88vw)',
    maxHeight: '16rem',
    fontFamily: 'var(--mesh-sans)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    padding: '4px var(--mesh-3)',
    lineHeight: '1.35',
    whiteSpace: 'normal',
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'var(--mesh-blue-soft)',
    color: 'var(--mesh-ink)',
    boxShadow: 'inset 3px 0 var(--mesh-blue)',
  },
  '.cm-completionLabel': {fontFamily: 'var(--mesh-mono)'},
  '.cm-completionMatchedText': {textDecoration: 'none', fontWeight: '700'},
  '.cm-meaning': {display: 'block', color: 'var(--mesh-ink-2)', fontSize: '0.8125rem'},
});

export const look: Extension = [frame, syntaxHighlighting(colours)];
