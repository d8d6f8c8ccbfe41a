import { posix } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderSite } from '../../../src/matrix/site/render-site.ts';
import { hugeText } from '../../reporters/hostile-texts.ts';
import { sampleChaosReport } from '../../reporters/sample-chaos.ts';
import { anyMatrix } from './any-matrix.ts';
import { readTags } from './read-page.ts';
import { sampleChaos, sampleMatrix } from './sample-matrix.ts';

const chaos = await sampleChaosReport();
const timeline = sampleChaos(chaos).timelines[0] ?? '';
const sample = sampleMatrix({ chaos: [sampleChaos(chaos)] });
const site = renderSite(sample);
const text = (path: string) => String(site.get(path));

type Site = ReadonlyMap<string, string | Uint8Array>;

function pagesOf(files: Site): readonly (readonly [path: string, html: string])[] {
  return [...files].flatMap(([path, content]) => (path.endsWith('.html') ? [[path, String(content)] as const] : []));
}

/** The laws of every page, whatever the matrix says. */
function expectLawful(files: Site): void {
  const ids = new Map<string, ReadonlySet<string>>();
  const pages = pagesOf(files).map(([path, html]) => ({ path, tags: readTags(html) }));
  for (const { path, tags } of pages) {
    const own = tags.flatMap(({ attributes }) => attributes.id ?? []);
    expect(new Set(own).size, `ids of ${path}`).toBe(own.length);
    ids.set(path, new Set(own));
  }
  for (const { path, tags } of pages) {
    for (const { name, attributes } of tags) {
      const inline = Object.keys(attributes).find((key) => /^(on|style$|srcdoc$|formaction$)/.test(key));
      if (inline || ['style', 'iframe', 'object', 'embed', 'base'].includes(name))
        expect.fail(`<${name} ${inline}> in ${path}`);
      if (name === 'script') expect(attributes.src).toMatch(/^(\.\.\/)?site\.js$/);
      for (const address of [attributes.href, attributes.src])
        if (address !== undefined) expectReachable(path, address);
    }
  }

  function expectReachable(from: string, address: string): void {
    if (/^https?:\/\//.test(address)) return;
    expect(address).not.toMatch(/^[a-z]+:|^\/\//i);
    const [file = '', id] = address.split('#');
    const target = file === '' ? from : posix.join(posix.dirname(from), file);
    if (target === timeline) return;
    if (!files.has(target)) expect.fail(`${from} links to ${address}, which is not there`);
    if (id !== undefined && !ids.get(target)?.has(id)) expect.fail(`${from} links to ${address}, which is not in it`);
  }
}

describe('laws of a site', () => {
  test('G2: every link leads to a file and an id that are there, ids are unique, nothing is inline', () => {
    expectLawful(site);
  });

  test('G1: they hold whatever providers, files and control planes say', () => {
    fc.assert(
      fc.property(anyMatrix(chaos), (matrix) => expectLawful(renderSite(matrix))),
      { numRuns: 40 },
    );
  });

  test('a matrix of nothing is a site too', () => {
    expectLawful(renderSite(sampleMatrix({ providers: [], contracts: [], refused: [] })));
  });

  test('the same matrix is the same site', () => {
    expect([...renderSite(sample)]).toEqual([...site]);
  });

  test('G3: a megabyte of text makes no page of a megabyte', () => {
    const [first, ...others] = sample.providers;
    if (!first) throw new Error('no provider');
    const providers = [{ ...first, name: hugeText, version: hugeText }, ...others];
    for (const [, html] of pagesOf(renderSite({ ...sample, providers, title: hugeText })))
      expect(html.length).toBeLessThan(900_000);
  });
});

describe('a cell of the index', () => {
  const index = text('index.html');

  test.each([
    ['passed', '✓ 7 pass'],
    ['failed', '✗ 1 failed'],
    ['flaky', '≈ 1 flaky'],
    ['waived', '⚑ 1 waived'],
    ['expired', '◷ 9 expired'],
    ['skipped', '○ 1 skipped'],
    ['unsupported', '– 9 unsupported'],
    ['not looked at', '? 1 unknown'],
    ['left out', '∅ 1 not run'],
  ])('says in words that a contract was %s', (_, words) => {
    expect(index).toContain(words);
  });

  test.each(['sim', 'emul', 'local', 'live'])('says %s, which is how near it is to the real service', (word) => {
    expect(index).toContain(`>${word}</i>`);
  });

  test('says its age and who signed it', () => {
    for (const words of ['stale, 11 d', '2 d', 'today', 'unsigned', 'unchecked', 'signed'])
      expect(index).toContain(words);
  });

  test('says nothing of age and fidelity where nothing was judged', () => {
    expect(index).toMatch(
      /<td data-state="unsupported">\s*<a[^>]*>\s*<b class="unsupported">– 9 unsupported<\/b>\s*<\/a>\s*<\/td>/,
    );
  });

  test('no page has a score', () => {
    for (const [, html] of pagesOf(site)) expect(html).not.toMatch(/\bscore\b|\d\s?% (pass|of contracts)/i);
  });
});

test('what was refused is named on the index, with why', () => {
  expect(text('index.html')).toContain('reports/old.json');
  expect(text('index.html')).toContain('it is a report of schema version 0');
});

test('the page of a provider has all that is needed to mend a failure', () => {
  const page = text('providers/aws.html');
  for (const words of [
    'terminate resolves however often',
    'terminate(i1)  → threw NOT_FOUND',
    'terminate resolves for what is already gone',
    'it threw NOT_FOUND: no such machine',
    'DELETE /v1/machines/m-1 → 404 {}',
    'npx assay replay .assay/failures/sample.json',
    'the last 30 of 42 runs',
    'signed by ci@assay.example',
  ])
    expect(page).toContain(words);
});

test('a waiver says who answers for it, why, where and until when', () => {
  const page = text('providers/runpod.html');
  for (const words of [
    'Grace',
    'the service is to be mended in 2.1',
    'href="https://example.com/issue/7"',
    '2026-12-31',
  ])
    expect(page).toContain(words);
});

test('a badge turns grey when its evidence has expired', () => {
  expect(JSON.parse(text('badges/gcp.json'))).toMatchObject({ message: 'expired', color: '#59636e' });
  expect(JSON.parse(text('badges/runpod.json'))).toMatchObject({ message: 'certified · live' });
});

test('two contracts whose names differ in case alone have two pages', () => {
  const [one] = sample.contracts;
  if (!one) throw new Error('no contract');
  const contracts = [
    { ...one, id: 'a.b' },
    { ...one, id: 'A.b' },
  ];
  const paths = [...renderSite(sampleMatrix({ contracts, providers: [] })).keys()].filter((path) =>
    path.startsWith('contracts/'),
  );
  expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(2);
});
