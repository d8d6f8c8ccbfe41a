import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ChaosReport, chaosReportSchema } from '../../../src/chaos/chaos-report.ts';
import { disturbanceKinds } from '../../../src/chaos/disturbance-kinds.ts';
import { exploreOn } from '../../../src/chaos/explore.ts';
import type { Lane, LaneTask } from '../../../src/chaos/lanes/lane.ts';
import type { RunSummary } from '../../../src/chaos/lanes/run-summary.ts';
import { reportOf, toReportedFailure } from '../../../src/chaos/report-of.ts';
import { mergeChaosReports } from '../../../src/chaos/shards/merge-chaos-reports.ts';
import { simulatedOrbstack } from '../../../src/clouds/orbstack/testbed.ts';
import type { Shard } from '../../../src/engine/shard.ts';

/** What each run comes to: it survives, fails in one of several ways, goes two ways, or is lost. */
type Fate = 'survives' | 'lost' | 'diverges' | `fails-${number}`;

const testbed = simulatedOrbstack();
const about = { name: 'drawn' };
const experiment = { version: 1, operations: [{ do: 'launch', intent: 'a', atMs: 0 }], disturbances: [] } as const;

/** Does what it is told for each run, and shrinks at once. */
function laneOf(fates: readonly Fate[]): Lane {
  const ask = async (task: LaneTask) => {
    if (task.do === 'shrink') return { ...task.failed, shrinkRuns: task.index };
    if (task.do !== 'run') throw new Error('nothing else is asked for');
    const fate = fates[task.index] ?? 'survives';
    return fate === 'lost' ? { lost: 'hung', text: 'it hung' } : summaryOf(task.index, fate);
  };
  return { ask: ask as Lane['ask'], end: async () => {} };
}

function summaryOf(index: number, fate: Fate): RunSummary {
  const kind = disturbanceKinds[index % 3]?.kind ?? '';
  const event = { atMs: index, lane: 'oracle', did: 'violated', oracle: 'I01', message: 'm' } as const;
  const violation = { oracle: 'I01', kind: 'safety', signature: fate, message: `run ${index}` } as const;
  const failed = {
    experiment: { ...experiment, operations: [...experiment.operations], disturbances: [] },
    result: { violation, history: { events: [event] }, digest: `sha256:${index}` },
  };
  return {
    ...{ index, seed: index * 7, simulatedMs: index, events: index + 1, isRepeated: index % 5 === 0 },
    ...{ planned: [kind], acted: index % 2 === 0 ? [kind] : [], exercised: ['I01', `I0${1 + (index % 9)}`] },
    ...{ reactions: [{ kind, seenMs: index }], problems: index % 50 === 49 ? [`run ${index} was odd`] : [] },
    ...(fate.startsWith('fails') && { failed: failed as unknown as NonNullable<RunSummary['failed']> }),
    ...(fate === 'diverges' && { diverged: { seed: index * 7, run: index + 1, event: 1, first: null, second: null } }),
  };
}

async function reportedOf(fates: readonly Fate[], lanes: number, shard?: Shard): Promise<ChaosReport> {
  const lane = laneOf(fates);
  const { signal } = new AbortController();
  const settings = { runs: fates.length, checksDeterminism: false, isTimeUp: () => false, onRun: () => {}, signal };
  const exploration = await exploreOn(Array(lanes).fill(lane), { ...settings, ...(shard && { shard }) });
  const emitted = { experiment: 'e', test: 't', page: 'p' };
  const failures = await Promise.all(
    exploration.failures.map((failure) => toReportedFailure(failure, async () => ({ replay: 'r', emitted }))),
  );
  const parts = { startedAt: '2030-01-01T00:00:00.000Z', now: () => 0, seed: 1, runs: fates.length, signal };
  const host = { testbed, providerName: 'orbstack', support: new Map(), about };
  return chaosReportSchema.parse(reportOf({ ...parts, ...host, exploration, failures, ...(shard && { shard }) }));
}

const anyFate = fc.oneof(
  { weight: 30, arbitrary: fc.constant<Fate>('survives') },
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 6 }).map((way): Fate => `fails-${way}`) },
  { weight: 1, arbitrary: fc.constant<Fate>('lost') },
  { weight: 1, arbitrary: fc.constant<Fate>('diverges') },
);

test('however a shaking is cut, and in whatever order its parts are given, the whole is the same', async () => {
  const cut = fc.record({
    fates: fc.array(anyFate, { minLength: 8, maxLength: 300 }),
    count: fc.integer({ min: 1, max: 8 }),
    lanes: fc.integer({ min: 1, max: 3 }),
    order: fc.array(fc.nat(), { minLength: 8, maxLength: 8 }),
  });
  await fc.assert(
    fc.asyncProperty(cut, async ({ fates, count, lanes, order }) => {
      const indices = Array.from({ length: count }, (_, place) => place + 1);
      const parts = await Promise.all(indices.map((index) => reportedOf(fates, lanes, { index, count })));
      const named = parts.map((report, place) => ({ file: `${place}.json`, report, key: order[place] ?? 0 }));
      const merged = mergeChaosReports(
        named.toSorted((a, b) => a.key - b.key),
        { allowMissing: false },
      );
      expect(chaosReportSchema.parse(merged)).toEqual(await reportedOf(fates, 1));
    }),
    { numRuns: 200 },
  );
});

async function fourParts() {
  const fates = Array.from({ length: 40 }, (): Fate => 'survives');
  const parts = await Promise.all([1, 2, 3, 4].map((index) => reportedOf(fates, 1, { index, count: 4 })));
  return parts.map((report, place) => ({ file: `${place + 1}.json`, report }));
}

test('a shard that is lost is asked for by the command that makes it, and is not run where that is allowed', async () => {
  const [one, two, , four] = await fourParts();
  const left = [one, two, four].flatMap((part) => part ?? []);
  expect(() => mergeChaosReports(left, { allowMissing: false })).toThrow(
    '1 of 4 shards are missing beside 1.json, 2.json, 4.json: run assay chaos --seed 1 --seeds 40 --shard 3/4',
  );
  const merged = mergeChaosReports(left, { allowMissing: true });
  expect(merged).toMatchObject({ verdict: 'inconclusive', run: { asked: 40, made: 30 } });
  expect(merged.reasons).toEqual([
    'shard 3/4 is not there, and its runs were not run: assay chaos --seed 1 --seeds 40 --shard 3/4',
  ]);
});

test('a shard that had no time for all of its runs makes the whole inconclusive', async () => {
  const parts = await fourParts();
  const [first, ...rest] = parts;
  if (!first?.report.shard) throw new Error('there is no shard');
  const shard = { ...first.report.shard, runs: first.report.shard.runs.slice(0, 4) };
  const merged = mergeChaosReports([{ ...first, report: { ...first.report, shard } }, ...rest], {
    allowMissing: false,
  });
  expect(merged).toMatchObject({ verdict: 'inconclusive' });
  expect(merged.reasons[0]).toContain('shard 1/4 made 4 of its 10 runs');
});

test('parts of different wholes are not merged', async () => {
  const [one, two, three, four] = await fourParts();
  if (!one || !two || !three || !four) throw new Error('there are no four');
  const merge = (other: ChaosReport) => () =>
    mergeChaosReports([one, two, three, { file: 'other.json', report: other }], { allowMissing: true });
  const { report } = four;
  expect(merge(one.report)).toThrow('1.json and other.json are both shard 1/4');
  expect(merge({ ...report, run: { ...report.run, seed: 2 } })).toThrow('the seed is 1 in one, 2 in the other');
  expect(merge({ ...report, run: { ...report.run, asked: 9 } })).toThrow('the number of seeds is 40 in one, 9');
  expect(merge({ ...report, controlPlane: { name: 'x' } })).toThrow(
    'the control plane is drawn in one, x in the other',
  );
  expect(merge({ ...report, shard: report.shard && { ...report.shard, plan: 'sha256:0' } })).toThrow(
    'the experiment is',
  );
  const { shard: _shard, ...whole } = report;
  expect(merge(whole)).toThrow('other.json is a whole shaking: only the shards of one are merged');
});
