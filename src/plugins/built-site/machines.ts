import {escapeHtml} from './html';

/** A page that machines are told of. */
export interface MachinePage {
  /** Path without base URL. */
  path: string;
  title: string;
  description: string;
  /** Name of the part of the site it stands in. */
  part: string;
  /** Its Markdown twin; left out: it has none. */
  twin?: string;
}

/** `llms.txt` (https://llmstxt.org): what there is, with the address of each twin. */
export function llmsIndex(
  site: {title: string; summary: string; address: string},
  pages: readonly MachinePage[],
): string {
  const parts = [...new Set(pages.map(({part}) => part))];
  const line = ({path, title, description, twin}: MachinePage) =>
    `- [${title}](${site.address}${path}${twin === undefined ? '' : '.md'}): ${description}`;
  return (
    [
      `# ${site.title}`,
      `> ${site.summary}`,
      ...parts.map(part =>
        [`## ${part}`, '', ...pages.filter(page => page.part === part).map(line)].join('\n'),
      ),
      '',
    ]
      .join('\n\n')
      .trimEnd() + '\n'
  );
}

/** `llms-full.txt`: every twin, in reading order. */
export function llmsFull(
  site: {title: string; summary: string; address: string},
  pages: readonly MachinePage[],
): string {
  const twins = pages.flatMap(({twin}) => (twin === undefined ? [] : [twin.trimEnd()]));
  return `${[`# ${site.title}`, `> ${site.summary}`, ...twins].join('\n\n')}\n`;
}

export interface HeadFacts {
  siteTitle: string;
  siteSummary: string;
  /** With base URL, no slash at the end. */
  address: string;
  /** Without base URL. */
  path: string;
  title: string;
  description: string;
  kind: 'home' | 'lesson' | 'post' | 'page';
  hasTwin: boolean;
}

function courseData({siteTitle, siteSummary, address}: HeadFacts) {
  return {
    '@type': 'Course',
    '@id': `${address}/#course`,
    name: siteTitle,
    description: siteSummary,
    url: `${address}/`,
    inLanguage: 'en',
    isAccessibleForFree: true,
    license: 'https://creativecommons.org/licenses/by/4.0/',
  };
}

/** Tags for machines that cost readers no script: they are put into the finished pages. */
export function headTags(facts: HeadFacts): string {
  const {kind, address, path, title, description, hasTwin} = facts;
  const tags = [
    `<meta property="og:type" content="${kind === 'home' || kind === 'page' ? 'website' : 'article'}">`,
    `<meta property="og:site_name" content="${escapeHtml(facts.siteTitle)}">`,
  ];
  if (hasTwin) {
    tags.push(
      `<link rel="alternate" type="text/markdown" href="${escapeHtml(address + path)}.md">`,
    );
  }
  if (kind === 'home' || kind === 'lesson') {
    const data =
      kind === 'home'
        ? courseData(facts)
        : {
            '@type': 'LearningResource',
            name: title,
            description,
            url: address + path,
            inLanguage: 'en',
            isAccessibleForFree: true,
            learningResourceType: 'tutorial',
            isPartOf: courseData(facts),
          };
    const json = JSON.stringify({'@context': 'https://schema.org', ...data});
    tags.push(`<script type="application/ld+json">${json.replaceAll('<', '\\u003c')}</script>`);
  }
  return tags.join('');
}

/** @throws Error that names the file, when it has no head. */
export function withHeadTags(html: string, tags: string, file: string): string {
  const end = html.indexOf('</head>');
  if (end === -1) throw new Error(`${file} has no </head>: its tags for machines have no place.`);
  return html.slice(0, end) + tags + html.slice(end);
}
