import fc from 'fast-check';
import picocolors from 'picocolors';
import { expect, test } from 'vitest';
import { diffReports } from '../../src/diff/diff-reports.ts';
import type { Report } from '../../src/engine/report.ts';
import { noCapabilities } from '../../src/provider/capability.ts';
import { renderDiffMarkdown } from '../../src/reporters/diff-markdown.ts';
import { renderDiffTerminal } from '../../src/reporters/diff-terminal.ts';
import { renderJson } from '../../src/reporters/json.ts';
import { sampleCounterexample, sampleOutcome, sampleProvider, sampleReport } from './sample-report.ts';

const colors = picocolors.createColors(false);
const named = { before: 'old/report.json', after: 'report.json' };

function diff(before: Report, after: Report, files = named) {
  return diffReports(
    { file: files.before, report: before },
    { file: files.after, report: after },
    { thresholdPercent: 25 },
  );
}

const absent = { code: 'capability-absent', text: 'it does not declare gpu' } as const;
const gpu = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((letter) => `gpu.${letter}`);
const slow = { timing: { p50Ms: 3_500, p95Ms: 4_000 } };
const before = sampleReport([
  sampleProvider(
    [
      sampleOutcome({ timing: { p50Ms: 2_000, p95Ms: 4_000 }, contract: 'launch.visible' }),
      sampleOutcome(),
      sampleOutcome({ contract: 'observe.filters', outcome: 'fail' }),
      ...gpu.map((contract) => sampleOutcome({ contract })),
    ],
    { capabilities: { ...noCapabilities, gpu: true } },
  ),
]);
const after = sampleReport(
  [
    sampleProvider(
      [
        sampleOutcome({ ...slow, contract: 'launch.visible' }),
        sampleOutcome({ outcome: 'fail', counterexample: sampleCounterexample() }),
        sampleOutcome({ contract: 'observe.filters' }),
        ...gpu.map((contract) => sampleOutcome({ contract, outcome: 'skip', reason: absent })),
      ],
      { verdict: 'failed', digest: 'sha256:0123456789abcdef' },
    ),
  ],
  { finishedAt: '2026-02-02T03:04:07.500Z', assayVersion: '0.2.0' },
);

test('a diff reads from the worst to the best, and what says the same of many contracts is one line', () => {
  expect(renderDiffTerminal(diff(before, after), colors)).toBe(`\
old/report.json  2026-01-02T03:04:07.500Z, seed 7
report.json      2026-02-02T03:04:07.500Z, seed 7, Assay 0.2.0

sample
  − verdict        certified → failed
  − broken         terminate.idempotent  pass → fail  expected terminate resolves for what is already gone; saw it threw NOT_FOUND: no such machine
                   npx assay replay .assay/failures/sample.json
  − lost           gpu  a capability that it declared
  − newly skipped  gpu.a, gpu.b, gpu.c, gpu.d, gpu.e, gpu.f and 2 more  pass → skip  capability-absent: it does not declare gpu
  · slower         launch.visible  p50 2000 ms → 3500 ms (+75 %)
  · digest         sha256:00 → sha256:0123456789ab
  + mended         observe.filters  fail → pass

11 for the worse, 1 for the better, 2 neither
`);
});

test('where nothing changed it says so', () => {
  const text = renderDiffTerminal(diff(before, before), colors);
  expect(text.trimEnd().split('\n').at(-1)).toBe('nothing changed from old/report.json to report.json');
  expect(renderDiffMarkdown(diff(before, before))).toContain('## Nothing changed');
});

test('Markdown has a table for each provider', () => {
  const text = renderDiffMarkdown(diff(before, after));
  expect(text).toContain('## It got worse');
  expect(text).toContain('### `sample`');
  expect(text).toContain('| worse | lost | `gpu` | `a capability that it declared` |');
  expect(text).toContain('|  | slower | `launch.visible` | `p50 2000 ms → 3500 ms (+75 %)` |');
});

const hostile = '</script>\u001b[2J\u0000\u202e::set-output name=x::y\n| # @all [x](javascript:alert(1)) ``` \ud800';

test('G4: hostile words from reports do nothing to a terminal, to Markdown or to what reads JSON', () => {
  const texts = fc.oneof(fc.constant(hostile), fc.string({ unit: 'binary', maxLength: 40 }));
  fc.assert(
    fc.property(texts, (evil) => {
      const failed = sampleOutcome({
        contract: evil,
        outcome: 'fail',
        counterexample: sampleCounterexample({ expected: evil, actual: evil, replay: evil }),
        waiver: { owner: evil, reason: evil, link: evil, expires: '2026-12-31', state: 'applied' },
      });
      const report = (outcome: typeof failed, version: string) =>
        sampleReport([sampleProvider([outcome], { name: evil, source: { path: evil, version } })]);
      const passed = sampleOutcome({ contract: evil });
      const found = diff(report(passed, 'x'), report(failed, evil), { before: evil, after: evil });
      const rendered = [renderDiffTerminal(found, colors), renderDiffMarkdown(found), renderJson(found)];
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that must not be there
      for (const text of rendered) expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
      for (const text of rendered.slice(0, 2)) expect(text).not.toMatch(/^(::|##\[)/m);
    }),
    { numRuns: 200 },
  );
  const found = diff(sampleReport([]), sampleReport([sampleProvider([], { name: hostile })]));
  const rows = renderDiffMarkdown(found).split('\n');
  expect(rows.filter((row) => row.includes('script'))).toEqual([expect.stringMatching(/^### (`+) ?<\/script>.*\1$/)]);
});
