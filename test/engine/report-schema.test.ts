import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { reportSchema } from '../../src/engine/report-schema.ts';
import { root, runAssay } from '../cli/run-assay.ts';
import { sampleCounterexample, sampleOutcome, sampleProvider, sampleReport } from '../reporters/sample-report.ts';

// Not ours: a schema that only our own zod understands would help nobody.
const ajv = new Ajv2020({ allowUnionTypes: true, validateFormats: false });
const isReport = ajv.compile(JSON.parse(readFileSync(join(root, 'schemas/report.schema.json'), 'utf8')));

test('the report of a real run, with a counterexample, is one for the published schema', async () => {
  const { stdout } = await runAssay([
    ...['certify', './fixtures/mutants/terminate-throws-second-time.ts', '--seed', '7', '--contracts', 'terminate.*'],
    ...['--reporter', 'json', '--out', 'node_modules/.cache/assay-report-schema'],
  ]);
  const report = JSON.parse(stdout);
  expect(isReport(report), JSON.stringify(isReport.errors)).toBe(true);
  expect(JSON.stringify(report)).toContain('"counterexample"');
});

const outcome = sampleOutcome({ outcome: 'fail', counterexample: sampleCounterexample() });
const good = sampleReport([sampleProvider([outcome])]);
const [provider] = good.providers;

test.each([
  ['no version', { ...good, schemaVersion: undefined }],
  ['another version', { ...good, schemaVersion: 2 }],
  ['an unknown verdict', { ...good, providers: [{ ...provider, verdict: 'green' }] }],
  ['an unknown outcome', { ...good, providers: [{ ...provider, outcomes: [{ ...outcome, outcome: 'passed' }] }] }],
  ['a step that nobody knows', withStep({ op: 'explode' })],
  ['fewer than no cases', { ...good, providers: [{ ...provider, outcomes: [{ ...outcome, cases: -1 }] }] }],
])('%s is refused by the published schema and by ours', (_what, report) => {
  const plain = JSON.parse(JSON.stringify(report));
  expect([isReport(plain), reportSchema.safeParse(plain).success]).toEqual([false, false]);
});

test('a report is one for both, and nothing less is', () => {
  const plain = JSON.parse(JSON.stringify(good));
  expect([isReport(plain), reportSchema.safeParse(plain).success]).toEqual([true, true]);
  for (const key of Object.keys(plain)) expect([key, isReport({ ...plain, [key]: undefined })]).toEqual([key, false]);
});

function withStep(step: object): object {
  const broken = { ...outcome, counterexample: { ...outcome.counterexample, steps: [step] } };
  return { ...good, providers: [{ ...provider, outcomes: [broken] }] };
}
