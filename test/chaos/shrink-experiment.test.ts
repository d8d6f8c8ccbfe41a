import fc from 'fast-check';
import { expect, test } from 'vitest';
import { disturbanceKinds } from '../../src/chaos/disturbance-kinds.ts';
import { type Experiment, experimentSchema } from '../../src/chaos/experiment.ts';
import { generateExperiment } from '../../src/chaos/generate-experiment.ts';
import { type FailedRun, toFailedRun } from '../../src/chaos/lanes/shrunk-failure.ts';
import type { RunResult } from '../../src/chaos/run-experiment.ts';
import { shrinkExperiment } from '../../src/chaos/shrink-experiment.ts';
import { withoutOperations, withoutOrphans } from '../../src/chaos/smaller-experiments.ts';

const { signal } = new AbortController();
const failure = { from: fc.nat(1_000), kind: fc.nat(4), operations: fc.nat(3), atMs: fc.nat(20_000) };

/** What it takes to fail with the signature `wanted`; with less, some fail with another one. */
interface Cause {
  readonly kind: string | undefined;
  readonly operations: number;
  readonly atMs: number;
}

function signatureOf({ operations, disturbances }: Experiment, cause: Cause): string | undefined {
  const isDisturbed = cause.kind === undefined || disturbances.some(({ kind }) => kind === cause.kind);
  const isLate = operations.some(({ atMs }) => atMs >= cause.atMs);
  if (isDisturbed && isLate && operations.length >= cause.operations) return 'wanted';
  return operations.length % 2 === 1 ? 'other' : undefined;
}

/** As if the experiment had been run. */
function runOf(experiment: Experiment, cause: Cause): RunResult {
  const signature = signatureOf(experiment, cause);
  const violation = { oracle: 'I02', kind: 'safety', signature, message: 'fails' };
  const events = experiment.disturbances.map(({ id, kind }) => {
    return { atMs: 0, lane: 'disturbance', did: 'begins', disturbance: id, kind };
  });
  const shown = { history: { events }, digest: JSON.stringify(experiment), violation: signature && violation };
  return shown as unknown as RunResult;
}

async function shrink(experiment: Experiment, cause: Cause) {
  let runs = 0;
  const again = async (candidate: Experiment) => {
    runs += 1;
    // Whatever is tried could stand in a file.
    expect(experimentSchema.parse(candidate)).toEqual(candidate);
    return runOf(candidate, cause);
  };
  const result = toFailedRun(runOf(experiment, cause)) as FailedRun;
  const shrunk = await shrinkExperiment({ failed: { experiment, result }, signal, again, wallMs: () => 0 });
  return { shrunk, runs };
}

const cases = fc.record(failure).map(({ from, kind, operations, atMs }) => {
  const experiment = generateExperiment(from, { kinds: disturbanceKinds, windowMs: 5_000 });
  const latestMs = Math.max(...experiment.operations.map((each) => each.atMs));
  const cause = {
    kind: experiment.disturbances[kind]?.kind,
    operations: Math.min(operations, experiment.operations.length),
    atMs: Math.min(atMs, latestMs),
  };
  return { experiment, cause };
});

test('what is shrunk fails with the same signature, is never larger, and is the same each time', async () => {
  await fc.assert(
    fc.asyncProperty(cases, async ({ experiment, cause }) => {
      const { shrunk, runs } = await shrink(experiment, cause);
      expect(signatureOf(shrunk.experiment, cause)).toBe('wanted');
      expect(shrunk.result.digest).toBe(JSON.stringify(shrunk.experiment));
      expect(shrunk.experiment.operations.length).toBeLessThanOrEqual(experiment.operations.length);
      expect(shrunk.experiment.disturbances.length).toBeLessThanOrEqual(experiment.disturbances.length);
      expect(shrunk.experiment.phases.disturbMs).toBeLessThanOrEqual(experiment.phases.disturbMs);
      expect([shrunk.shrinkRuns, runs <= 300]).toEqual([runs, true]);
      expect((await shrink(experiment, cause)).shrunk).toEqual(shrunk);
      // Once more makes nothing smaller.
      expect((await shrink(shrunk.experiment, cause)).shrunk.experiment).toEqual(shrunk.experiment);
    }),
    { numRuns: 60, seed: 7 },
  );
});

test('it comes down to what it takes', async () => {
  await fc.assert(
    fc.asyncProperty(cases, async ({ experiment, cause }) => {
      const { experiment: small } = (await shrink(experiment, cause)).shrunk;
      expect(small.disturbances.length).toBe(cause.kind === undefined ? 0 : 1);
      // The end of what was launched cannot stand alone.
      expect(small.operations.length).toBeLessThanOrEqual(Math.max(2, cause.operations + 1));
    }),
    { numRuns: 60, seed: 8 },
  );
});

test('it ends after its time, with the best that was found', async () => {
  const experiment = generateExperiment(5, { kinds: disturbanceKinds, windowMs: 5_000 });
  const cause = { kind: undefined, operations: 1, atMs: 0 };
  const result = toFailedRun(runOf(experiment, cause)) as FailedRun;
  let nowMs = 0;
  const again = async (candidate: Experiment) => {
    nowMs += 3_000;
    return runOf(candidate, cause);
  };
  const { shrinkRuns } = await shrinkExperiment({ failed: { experiment, result }, signal, again, wallMs: () => nowMs });
  expect(shrinkRuns).toBe(3);
});

test('what belongs together goes together', () => {
  const experiment = experimentSchema.parse({
    version: 1,
    operations: [
      { do: 'launch', intent: 'a', atMs: 0 },
      { do: 'launch', intent: 'b', atMs: 0 },
      { do: 'terminate', intent: 'a', atMs: 9_000 },
    ],
    disturbances: [
      { id: 'd1', kind: 'crash', parameters: { point: 'after', downMs: 0 }, trigger: { on: 'time', atMs: 0 } },
      { id: 'd2', kind: 'down', trigger: { on: 'event', event: 'restarted', nth: 1 } },
      { id: 'd3', kind: 'machine-killed', parameters: { intent: 'a' }, trigger: { on: 'time', atMs: 5_000 } },
    ],
  });
  expect(withoutOperations(experiment.operations, 0, 1)).toEqual([experiment.operations[1]]);
  const idsOf = (parts: Partial<Experiment>) =>
    withoutOrphans({ ...experiment, ...parts }).disturbances.map(({ id }) => id);
  expect(idsOf({})).toEqual(['d1', 'd2', 'd3']);
  expect(idsOf({ disturbances: experiment.disturbances.slice(1) })).toEqual(['d3']);
  expect(idsOf({ operations: experiment.operations.slice(1, 2) })).toEqual(['d1', 'd2']);
});
