import {createRequire} from 'node:module';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import lean from '../../src/plugins/lean-client/path-to-regexp';

const require = createRequire(__filename);
const library = require('path-to-regexp') as typeof lean;

const segment = fc.stringMatching(/^[a-z0-9._~-]{0,6}$/);
const path = fc
  .tuple(fc.array(segment, {maxLength: 4}), fc.boolean())
  .map(([segments, slash]) => `/${segments.join('/')}${slash ? '/' : ''}`);

describe('the matcher of literal routes', () => {
  it('answers as the library does', () => {
    fc.assert(
      fc.property(
        fc.oneof(path, fc.constant('*')),
        path,
        fc.record({end: fc.boolean(), strict: fc.boolean(), sensitive: fc.boolean()}),
        fc.constantFrom('', '/', '/more', 'more'),
        (route, visited, options, rest) => {
          for (const place of [visited, `${route}${rest}`, `${route}${rest}`.toUpperCase()])
            expect([route, place, lean(route, [], options).exec(place)?.[0]]).toEqual([
              route,
              place,
              library(route, [], options).exec(place)?.[0],
            ]);
        },
      ),
      {numRuns: 2000},
    );
  });
  it('refuses a route with parameters', () => {
    expect(() => lean('/docs/:page')).toThrow('/docs/:page: only literal paths');
    expect(() => lean.compile('/docs/:page')).toThrow('only literal paths');
    expect(lean.compile('/docs')()).toBe('/docs');
  });
});
