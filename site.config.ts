/** Where this copy of the site lives and who speaks in it. Each value can be overridden by the environment variable beside it. */
export interface Site {
  /** SITE_TITLE */
  title: string;
  tagline: string;
  /** SITE_URL: scheme, host and port, no path. */
  url: string;
  /** SITE_BASE_URL: path under the host, with a slash at both ends. */
  baseUrl: string;
  /** SITE_REPOSITORY: `owner/name` on GitHub; empty: no edit and source links. */
  repository: string;
  /** SITE_BRANCH */
  branch: string;
  /** SITE_VIDEO: the video the outline of the talk points to. */
  video: string;
  /** SITE_SPEAKER: page of the speaker's slides and demo. */
  speaker: string;
}

/**
 * @throws Error that names the variable, when a value cannot be used.
 */
export function readSite(env: Readonly<Record<string, string | undefined>>): Site {
  const read = (name: string, fallback: string) => {
    const value = env[name];
    return value === undefined || value === '' ? fallback : value;
  };
  const url = read('SITE_URL', 'http://localhost:3000');
  if (!/^https?:\/\/[^/]+$/.test(url)) {
    throw new Error(
      `SITE_URL is "${url}": expected scheme and host without a path, such as https://example.org`,
    );
  }
  const baseUrl = read('SITE_BASE_URL', '/');
  if (!/^\/(.*\/)?$/.test(baseUrl)) {
    throw new Error(
      `SITE_BASE_URL is "${baseUrl}": expected a path with a slash at both ends, such as /voyage/`,
    );
  }
  const repository = read('SITE_REPOSITORY', '');
  if (repository !== '' && !/^[\w.-]+\/[\w.-]+$/.test(repository)) {
    throw new Error(`SITE_REPOSITORY is "${repository}": expected owner/name`);
  }
  return {
    title: read('SITE_TITLE', 'Istio, the voyage'),
    tagline: 'Your Kubernetes cluster’s best friend',
    url,
    baseUrl,
    repository,
    branch: read('SITE_BRANCH', 'main'),
    video: read('SITE_VIDEO', 'https://youtu.be/pi-ABBZ1AIw'),
    speaker: read(
      'SITE_SPEAKER',
      'https://github.com/davinkevin/istio-le-meilleur-ami-de-votre-cluster-K8S',
    ),
  };
}
