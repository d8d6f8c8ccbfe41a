import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { chaosReportSchema } from '../../src/chaos/chaos-report.ts';
import { disturbanceKinds } from '../../src/chaos/disturbance-kinds.ts';
import { experimentSchema } from '../../src/chaos/experiment.ts';
import { generateExperiment } from '../../src/chaos/generate-experiment.ts';
import { readMuseum } from '../../src/chaos/museum/read-museum.ts';
import { shake } from '../../src/chaos/shake.ts';
import { referenceControlPlane } from '../../src/controlplane/reference/reference.ts';
import { root } from '../cli/run-assay.ts';
import { lanesOf, onSimulatedHost } from './host.ts';

// Not ours: a schema that only our own zod understands would help nobody.
const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, validateFormats: false });
const compile = (name: string) => ajv.compile(JSON.parse(readFileSync(join(root, 'schemas', name), 'utf8')));
const isExperiment = compile('experiment.schema.json');
const isReport = compile('chaos-report.schema.json');

const base = { version: 1, operations: [{ do: 'launch', intent: 'a', atMs: 0 }] };
const lost = { id: 'd1', kind: 'response-lost', trigger: { on: 'time', atMs: 0 } };

test('every experiment that is drawn, and every one of the museum, is one for the published schema', async () => {
  const drawn = Array.from({ length: 100 }, (_, seed) =>
    generateExperiment(seed, { kinds: disturbanceKinds, windowMs: 5_000 }),
  );
  for (const experiment of [...drawn, ...(await readMuseum()).map(({ entry }) => entry.experiment)]) {
    expect(isExperiment(experiment), JSON.stringify([experiment, isExperiment.errors])).toBe(true);
  }
});

test.each([
  ['an unknown key', { ...base, operatoins: [] }],
  ['an unknown kind', { ...base, disturbances: [{ ...lost, kind: 'respnse-lost' }] }],
  ['a parameter that the kind does not take', { ...base, disturbances: [{ ...lost, parameters: { ms: 5 } }] }],
  ['a parameter out of its range', { ...base, disturbances: [{ ...lost, kind: 'latency', parameters: { ms: 0 } }] }],
  ['a parameter that is missing', { ...base, disturbances: [{ ...lost, kind: 'latency' }] }],
  ['an unknown oracle', { ...base, oracles: ['I99'] }],
  ['an unknown phase', { ...base, phases: { disturbSeconds: 5 } }],
  ['an unknown trigger', { ...base, disturbances: [{ ...lost, trigger: { on: 'tim', atMs: 0 } }] }],
  ['no operation', { ...base, operations: [] }],
  ['no version', { operations: base.operations }],
])('%s is refused by the published schema and by ours', (_what, experiment) => {
  expect([isExperiment(experiment), experimentSchema.safeParse(experiment).success]).toEqual([false, false]);
});

test('an experiment may name its schema', () => {
  const experiment = { $schema: './node_modules/assay/schemas/experiment.schema.json', ...base };
  expect([isExperiment(experiment), experimentSchema.safeParse(experiment).success]).toEqual([true, true]);
});

test('a report is one for the published schema, and without anything but what older ones lack it is none', async () => {
  const report = await shake({
    ...{ ...onSimulatedHost, providerName: 'orbstack', seed: 1, runs: 1 },
    openLanes: lanesOf(referenceControlPlane),
    ...{
      now: () => 0,
      isTimeUp: () => false,
      onRun: () => {},
      checksDeterminism: false,
      keep: async () => ({ replay: '', emitted: { experiment: '', test: '', page: 'x.html' } }),
    },
  });
  expect(isReport(report), JSON.stringify(isReport.errors)).toBe(true);
  const told = Object.entries(chaosReportSchema.shape).filter(([key]) => key in report);
  for (const [key, { type }] of told) {
    const { [key as keyof typeof report]: _left, ...less } = report;
    expect([key, isReport(less)]).toEqual([key, type === 'optional']);
  }
  expect(isReport({ ...report, verdict: 'green' })).toBe(false);
});
