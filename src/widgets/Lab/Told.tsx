import {CodeText} from '@site/src/components/CodeText';
import {commandOf} from './model/command';
import type {ShownLab} from './model/shown';
import {VERDICT_WORDS} from './model/words';

/**
 * The lab as a chapter tells it without JavaScript: YAML, request, who decided what, and what to try. It needs no style of its own,
 * and stands on the page until the lab comes near.
 */
export function Told({shown}: {shown: ShownLab}) {
  const {preset, files, answers, variations} = shown;
  return (
    <section aria-label={`Request lab: ${preset.title}`}>
      <p>
        <b>{preset.title}</b>: <CodeText>{preset.look}</CodeText>
      </p>
      {files.map(({name, text}) => (
        <div key={name}>
          <p>
            <code>{name}</code>
          </p>
          {/* It wraps: nothing here can be scrolled to by keyboard. */}
          <pre style={{whiteSpace: 'pre-wrap'}}>
            <code>{text}</code>
          </pre>
        </div>
      ))}
      <p>
        The request: <code>{commandOf(preset.request)}</code>
      </p>
      {answers.map(({headline, said, steps}, side) => (
        <div key={side}>
          <p>
            {preset.sides?.[side] && `${preset.sides[side].title}: `}
            <b>{headline}.</b> <CodeText>{said}</CodeText>
          </p>
          <ol>
            {steps.map(({title, name, verdict, text}, index) => (
              <li key={index}>
                {title} {name !== '' && <code>{name}</code>} {VERDICT_WORDS[verdict]}.{' '}
                <CodeText>{text}</CodeText>
              </li>
            ))}
          </ol>
        </div>
      ))}
      <p>Variations to try:</p>
      <ul>
        {variations.map(({title, text}) => (
          <li key={title}>
            {title}: <CodeText>{text}</CodeText>
          </li>
        ))}
      </ul>
    </section>
  );
}
