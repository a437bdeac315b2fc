import {join} from 'node:path';
import type {LoadContext, Plugin} from '@docusaurus/types';
import {EXERCISES, type Exercise} from '../data/exercises';
import type {ListedExercise, ShownExercise} from '../data/shown-exercise';
import {readExample} from '../remark/code/read-example';
import {readFence} from '../remark/code/fence';
import {renderFence} from '../remark/code/render';

const PATH = 'exercises';
const PAGE = '@site/src/pages/exercises/_exercise/index.tsx';

/**
 * A page for each exercise: one component, and the exercise with its YAML drawn. Data of one page is not carried by the others.
 */
export function exercises({siteDir, baseUrl}: LoadContext): Plugin {
  const textOf = (file: string): string =>
    readExample(siteDir, {...readFence('yaml', `file=${file}`, ''), file})
      .lines.map(({text}) => `${text}\n`)
      .join('');
  const draw = (meta: string) => renderFence(siteDir, 'yaml', meta, '');
  const listed = EXERCISES.map(({id, confusion, title, description}, index): ListedExercise => ({
    id,
    confusion,
    title,
    description,
    number: index + 1,
    path: `/${PATH}/${id}`,
  }));
  const show = async (exercise: Exercise, index: number): Promise<ShownExercise> => {
    const start = `examples/exercises/${exercise.id}/start.yaml`;
    const solution = `examples/exercises/${exercise.id}/solution.yaml`;
    const before = listed[index - 1];
    const after = listed[index + 1];
    return {
      ...exercise,
      number: index + 1,
      start: {text: textOf(start), code: await draw(`file=${start} title="Your start"`)},
      solution: {
        text: textOf(solution),
        code: await draw(`file=${solution} since=${start} title="One solution"`),
      },
      ...(before && {before}),
      ...(after && {after}),
    };
  };
  return {
    name: 'exercises',
    getPathsToWatch: () => [join(siteDir, 'examples/exercises/**/*.yaml')],
    async contentLoaded({actions: {addRoute, createData}}) {
      await createData('list.json', listed);
      for (const exercise of await Promise.all(EXERCISES.map(show)))
        addRoute({
          path: `${baseUrl}${PATH}/${exercise.id}`,
          component: PAGE,
          exact: true,
          modules: {exercise: await createData(`${exercise.id}.json`, exercise)},
        });
    },
  };
}
