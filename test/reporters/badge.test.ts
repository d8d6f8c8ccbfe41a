import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BadgeState, badgeEndpoint, badgeSvg } from '../../src/reporters/badge.ts';
import { badgeOf, renderBadgeFiles } from '../../src/reporters/badge-files.ts';
import { root } from '../cli/run-assay.ts';
import { withPython } from '../with-python.ts';
import { anyReport } from './any-report.ts';
import { hugeText } from './hostile-texts.ts';
import { readXml } from './read-xml.ts';
import { sampleOutcome, sampleProvider, sampleReport } from './sample-report.ts';

const ajv = new Ajv2020({ strict: true });
const isEndpoint = ajv.compile(JSON.parse(readFileSync(join(root, 'schemas/badge.schema.json'), 'utf8')));

const states: readonly BadgeState[] = [
  ...(['certified', 'partial', 'failed', 'inconclusive', 'incomplete'] as const),
  ...(['expired', 'unknown'] as const),
];

test('the words of a badge are the verdict and what it rests on', () => {
  const { testbed } = sampleProvider([]);
  const alsoOn = [{ ...testbed, name: 'docker', fidelity: 'local' as const }];
  expect(badgeOf(sampleProvider([sampleOutcome()], { name: 'aws' }))).toEqual({
    label: 'assay · aws',
    message: 'certified · simulated',
    state: 'certified',
  });
  expect(badgeOf(sampleProvider([], { verdict: 'failed', alsoOn })).message).toBe('failed · simulated + local');
});

withPython('a picture says its words to a screen reader too, and loads nothing', async () => {
  const svg = badgeSvg({ label: 'assay · aws', message: 'certified · simulated', state: 'certified' });
  const [root_, title] = await readXml(svg);
  expect(root_).toMatchObject({
    tag: 'svg',
    attributes: { role: 'img', 'aria-label': expect.stringContaining('aws') },
  });
  expect(title?.text).toBe('assay · aws: certified · simulated');
  expect(svg).not.toMatch(/<(script|image|a|foreignObject|use|style)\b/);
});

test('what is expired or unknown is grey, and no verdict is', () => {
  const colors = states.map((state) => badgeEndpoint({ label: 'a', message: 'b', state }).color);
  expect(new Set(colors.slice(-2)).size).toBe(1);
  expect(colors.slice(0, -2)).not.toContain(colors.at(-1));
});

/** As WCAG works it out, for white on this colour. */
function contrastWithWhite(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

test.each(states)('white words are read on the colour of %s', (state) => {
  expect(contrastWithWhite(badgeEndpoint({ label: 'a', message: 'b', state }).color)).toBeGreaterThan(4.5);
});

test('what shields.io reads is as the published schema says, of any report', () => {
  fc.assert(
    fc.property(anyReport(), (report) => {
      for (const [name, text] of renderBadgeFiles(report)) {
        if (name.endsWith('.json')) expect(isEndpoint(JSON.parse(text)), text).toBe(true);
      }
    }),
  );
  expect(isEndpoint({ schemaVersion: 1, label: 'a', message: '', color: '#000000' })).toBe(false);
  expect(isEndpoint({ schemaVersion: 1, label: 'a', message: 'b', color: 'url(x)' })).toBe(false);
});

test('a name of any length makes a small badge, and any name a file in its folder', () => {
  const files = renderBadgeFiles(sampleReport([sampleProvider([], { name: hugeText })]));
  for (const [name, text] of files) {
    expect(text.length).toBeLessThan(10_000);
    expect(name).toMatch(/^[A-Za-z0-9_][\w.-]*\.(svg|json)$/);
  }
});

test('two providers of one name have a badge each', () => {
  const twice = [sampleProvider([]), sampleProvider([], { verdict: 'failed' })];
  expect([...renderBadgeFiles(sampleReport(twice)).keys()]).toEqual([
    'sample.svg',
    'sample.json',
    'sample-2.svg',
    'sample-2.json',
  ]);
});
