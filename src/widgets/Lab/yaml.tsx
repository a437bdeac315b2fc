import {styles} from './sheet';

const LINE = /^(\s*(?:- +)*)([\w.$/-]+|"[^"]*")(:)(?=\s|$)(.*)$/;

/** One line of YAML, coloured: keys, values, comments. As much as reading needs; the editor has a grammar. */
export function YamlLine({text}: {text: string}) {
  const comment = /(?:^|\s)#.*$/.exec(text);
  const code = comment ? text.slice(0, comment.index) : text;
  const note = comment ? text.slice(comment.index) : '';
  const parts = LINE.exec(code);
  return (
    <>
      {parts ? (
        <>
          {parts[1]}
          <span className={styles.key}>{parts[2]}</span>
          {parts[3]}
          <span className={styles.value}>{parts[4]}</span>
        </>
      ) : (
        <span className={styles.value}>{code}</span>
      )}
      {note !== '' && <span className={styles.note}>{note}</span>}
    </>
  );
}
