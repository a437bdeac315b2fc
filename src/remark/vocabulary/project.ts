import type {RootContent} from 'mdast';

/**
 * How a reader gets the project, in place of `<ProjectSource />`: the address is known only when the site is built.
 *
 * @param repository `owner/name` on GitHub; empty: this copy of the site does not name it
 */
export function projectSource(repository: string): RootContent[] {
  if (repository === '') {
    return [
      {
        type: 'paragraph',
        children: [
          {
            type: 'text',
            value:
              'This copy of the site does not say where its source is. Ask whoever publishes it, fetch the source with ',
          },
          {type: 'inlineCode', value: 'git clone'},
          {type: 'text', value: ', and go into its folder.'},
        ],
      },
    ];
  }
  const [, name = ''] = repository.split('/');
  return [
    {
      type: 'code',
      lang: 'console',
      meta: null,
      value: `$ git clone https://github.com/${repository}.git\n$ cd ${name}`,
    },
  ];
}
