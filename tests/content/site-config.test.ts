import {describe, expect, test} from 'vitest';
import {readSite} from '../../site.config';

describe('constants of the site', () => {
  test('by default are those of a copy on this machine', () => {
    expect(readSite({})).toMatchObject({
      url: 'http://localhost:3000',
      baseUrl: '/',
      repository: '',
      branch: 'main',
    });
  });

  test.each([
    ['SITE_TITLE', 'title', 'Another voyage'],
    ['SITE_URL', 'url', 'https://org.github.io'],
    ['SITE_BASE_URL', 'baseUrl', '/voyage/'],
    ['SITE_BASE_URL', 'baseUrl', '/a/b/'],
    ['SITE_REPOSITORY', 'repository', 'org/voyage.site'],
    ['SITE_BRANCH', 'branch', 'trunk'],
    ['SITE_VIDEO', 'video', 'https://video.example/x'],
    ['SITE_SPEAKER', 'speaker', 'https://speaker.example'],
  ] as const)('%s sets %s', (variable, name, value) => {
    expect(readSite({[variable]: value})[name]).toBe(value);
    expect({...readSite({[variable]: value}), [name]: readSite({})[name]}).toEqual(readSite({}));
  });

  test('an empty variable is one that is not set', () => {
    expect(readSite({SITE_URL: '', SITE_BASE_URL: ''})).toEqual(readSite({}));
  });

  test.each([
    ['SITE_URL', 'example.org', /SITE_URL is "example\.org": expected scheme and host/],
    ['SITE_URL', 'https://example.org/voyage', /without a path/],
    ['SITE_URL', 'ftp://example.org', /expected scheme and host/],
    [
      'SITE_BASE_URL',
      'voyage',
      /SITE_BASE_URL is "voyage": expected a path with a slash at both ends/,
    ],
    ['SITE_BASE_URL', '/voyage', /slash at both ends/],
    [
      'SITE_REPOSITORY',
      'https://github.com/org/voyage',
      /SITE_REPOSITORY is .*: expected owner\/name/,
    ],
  ])('%s=%s is refused', (variable, value, message) => {
    expect(() => readSite({[variable]: value})).toThrow(message);
  });
});
