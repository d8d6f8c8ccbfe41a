import { expect, test } from 'vitest';
import { experimentSchema } from '../../src/chaos/experiment.ts';
import { type ExploreSettings, exploreOn } from '../../src/chaos/explore.ts';
import type { AnswerOf, Lane, LaneTask, Lost } from '../../src/chaos/lanes/lane.ts';
import type { RunSummary } from '../../src/chaos/lanes/run-summary.ts';
import type { FailedExperiment } from '../../src/chaos/lanes/shrunk-failure.ts';

const experiment = experimentSchema.parse({ version: 1, operations: [{ do: 'launch', intent: 'a', atMs: 0 }] });

/** Lanes of which each run ends after another time, and fails as the table says. */
function fakeLanes(count: number, failing: (index: number) => string | Lost | undefined): readonly Lane[] {
  const ask = async (task: LaneTask): Promise<AnswerOf<LaneTask> | Lost> => {
    if (task.do === 'shrink') return { ...task.failed, shrinkRuns: 1 };
    if (task.do === 'play') throw new Error('nothing is played here');
    // The later ones are done first.
    await new Promise((resolve) => setTimeout(resolve, (7 * (task.index + count)) % 5));
    const failed = failing(task.index);
    if (typeof failed === 'object') return failed;
    return { ...summaryOf(task.index), ...(failed !== undefined && { failed: failedWith(failed) }) };
  };
  return Array.from({ length: count }, () => ({ ask, end: async () => {} }) as Lane);
}

function summaryOf(index: number): RunSummary {
  const counts = { exercised: ['I02'], reactions: [], problems: [], simulatedMs: 1_000, events: index };
  return {
    index,
    seed: index,
    planned: ['down'],
    acted: index % 3 === 0 ? ['down'] : [],
    isRepeated: false,
    ...counts,
  };
}

function failedWith(signature: string): FailedExperiment {
  const violation = { oracle: 'I02', kind: 'safety', signature, message: signature } as const;
  return { experiment, result: { violation, history: { events: [] }, digest: signature } };
}

function settings(runs: number, more: Partial<ExploreSettings> = {}): ExploreSettings {
  const { signal } = new AbortController();
  return { runs, checksDeterminism: false, isTimeUp: () => false, signal, onRun: () => {}, ...more };
}

test('what is found does not depend on how many lanes there are, nor on which run ends first', async () => {
  const failing = (index: number) => (index > 20 && index % 4 === 0 ? `s${index % 3}` : undefined);
  const [one, ...others] = await Promise.all(
    [1, 2, 3, 8].map((count) => exploreOn(fakeLanes(count, failing), settings(60))),
  );
  expect(one?.failures.map(({ run, seen, result }) => [run, seen, result.violation.signature])).toEqual([
    [25, 3, 's0'],
    [29, 3, 's1'],
    [33, 3, 's2'],
  ]);
  for (const other of others) expect(other).toEqual(one);
});

test('five ways to fail are enough, and runs beyond the fifth do not count', async () => {
  for (const count of [1, 4]) {
    const { failures, runs } = await exploreOn(
      fakeLanes(count, (index) => `s${index}`),
      settings(60),
    );
    expect([failures.length, runs]).toEqual([5, 5]);
  }
});

test('it ends when a hundred runs have failed in no other way, and without a failure it makes all', async () => {
  const often = await exploreOn(
    fakeLanes(3, (index) => (index >= 10 ? 'same' : undefined)),
    settings(500),
  );
  expect([often.runs, often.failures[0]?.seen, often.failedRuns]).toEqual([111, 101, 101]);
  expect(
    (
      await exploreOn(
        fakeLanes(3, () => undefined),
        settings(300),
      )
    ).runs,
  ).toBe(300);
});

test('the first failure is told before anything is made small, and each way to fail once', async () => {
  const told: number[] = [];
  const onFailure: ExploreSettings['onFailure'] = ({ run }) => told.push(run);
  await exploreOn(
    fakeLanes(2, (index) => (index % 2 === 1 ? `s${index % 4}` : undefined)),
    settings(30, { onFailure }),
  );
  expect(told).toEqual([2, 4]);
});

test('lost runs are told by their numbers, and three of them end it', async () => {
  const lost = { lost: 'hung', text: 'for ever' } as const;
  const failing = (index: number) => (index % 5 === 4 ? lost : undefined);
  const exploration = await exploreOn(fakeLanes(3, failing), settings(100));
  expect(exploration.lost.map(({ run }) => run)).toEqual([5, 10, 15]);
  expect(exploration.runs).toBe(12);
});
