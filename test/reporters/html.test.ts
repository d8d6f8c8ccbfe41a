import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Outcome } from '../../src/engine/report.ts';
import { renderHtmlReport } from '../../src/reporters/html.ts';
import { withPython } from '../with-python.ts';
import { readXml } from './read-xml.ts';
import { sampleCounterexample, sampleOutcome, sampleProvider, sampleReport } from './sample-report.ts';

const describe = () => ({ title: 'a title', statement: 'A statement.' });
const render = (outcomes: readonly Outcome[], changes = {}) =>
  renderHtmlReport(sampleReport([sampleProvider(outcomes, changes)], { assayVersion: '1.2.3' }), describe);
const read = (text: string) => readXml(text.replace('<!doctype html>', ''));
const failed = sampleOutcome({ outcome: 'fail', counterexample: sampleCounterexample() });

test('the page leads with the providers, then each failure, then every contract', () => {
  const text = render([failed, sampleOutcome({ contract: 'launch.visible' })], { verdict: 'failed' });
  const order = [
    '<h1>Assay: 0 of 1',
    'Table of providers',
    '<article>',
    'A statement.',
    'threw NOT_FOUND</pre>',
  ].concat(['<dt>expected', 'npx assay replay', 'Contracts of sample', 'launch.visible', 'Assay 1.2.3']);
  const places = order.map((each) => text.indexOf(each));
  expect(
    places.every((place) => place > 0),
    JSON.stringify(places),
  ).toBe(true);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});

withPython('its policy lets no script run and nothing be loaded, and of styles its own alone', async () => {
  const elements = await read(render([sampleOutcome()]));
  const style = elements.find(({ tag }) => tag === 'style');
  const hash = createHash('sha256')
    .update(style?.text ?? '')
    .digest('base64');
  const policy = elements.find(({ attributes }) => attributes['http-equiv'] === 'Content-Security-Policy');
  expect(policy?.attributes.content).toBe(
    `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
  );
  expect(elements.some(({ attributes }) => 'style' in attributes)).toBe(false);
});

withPython('an outcome is a word, which the colour only says again', async () => {
  const kinds = ['pass', 'fail', 'skip', 'flaky', 'inconclusive', 'not-run'] as const;
  const elements = await read(render(kinds.map((outcome) => sampleOutcome({ outcome }))));
  expect(elements.filter(({ tag }) => tag === 'b').map(({ text }) => text)).toEqual(['certified', ...kinds]);
});

withPython('the link of a waiver leads somewhere only on the web', async () => {
  const waiver = { owner: 'ada', reason: 'known', expires: '2026-12-31', state: 'applied' } as const;
  const linksOf = async (link: string) => {
    const elements = await read(render([{ ...failed, waiver: { ...waiver, link } }]));
    return elements.flatMap(({ attributes }) => (attributes.href?.startsWith('#') ? [] : (attributes.href ?? [])));
  };
  expect(await linksOf('https://example.org/1')).toEqual(['https://example.org/1']);
  expect(await linksOf('javascript:alert(1)//https://')).toEqual([]);
});

test('of more than there is room for it says how much is missing', () => {
  const long = sampleCounterexample({ program: Array.from({ length: 60 }, () => 'x'.repeat(300)) });
  const outcomes = Array.from({ length: 200 }, () => sampleOutcome({ outcome: 'fail', counterexample: long }));
  const text = render(outcomes);
  expect(Buffer.byteLength(text)).toBeLessThan(2_000_000);
  const shown = text.split('<article>').length - 1;
  expect(text).toContain(`${200 - shown} failures more are in report.json alone.`);
});

test('it is the same for the same report', () => {
  expect(render([failed])).toBe(render([failed]));
});
