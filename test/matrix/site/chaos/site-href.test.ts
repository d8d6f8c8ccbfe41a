import fc from 'fast-check';
import { expect, test } from 'vitest';
import { siteHref } from '../../../../src/matrix/site/chaos/site-href.ts';
import { anyText } from '../../../reporters/hostile-texts.ts';

test('a path of the site is a relative address of the same file', () => {
  expect(siteHref('chaos/naive/I02 a#b?.html')).toBe('./chaos/naive/I02%20a%23b%3F.html');
});

test('G1: whatever a path says, its address stays in the site', () => {
  fc.assert(
    fc.property(anyText(), (path) => {
      const { protocol, pathname } = new URL(siteHref(path), 'file:///site/chaos.html');
      expect(protocol).toBe('file:');
      expect(pathname.startsWith('/site/')).toBe(true);
    }),
  );
});
