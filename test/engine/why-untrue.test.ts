import { expect, test } from 'vitest';
import type { Outcome } from '../../src/engine/report.ts';
import type { Tally } from '../../src/engine/run-contract.ts';
import { whyUntrue } from '../../src/engine/why-untrue.ts';
import '../promises/task-meta.ts';
import { sampleCounterexample, sampleOutcome } from '../reporters/sample-report.ts';

const asked = { id: 'terminate.idempotent', level: 'must', seed: 7 } as const;
const none: Tally = {
  held: 0,
  violated: 0,
  broken: 0,
  cut: 0,
  interrupted: false,
  replayed: 0,
  failedAgain: 0,
  acting: 0,
};
const passed: Tally = { ...none, held: 100, acting: 100 };
const failed: Tally = { ...none, held: 3, violated: 1, replayed: 2, failedAgain: 2, acting: 4 };

function said(tally: Tally, changes: Partial<Outcome> = {}, isStored = changes.counterexample !== undefined) {
  const failure = { steps: [], worldSeed: 1, expected: 'a', actual: 'b' };
  const cases = tally.held + tally.violated + tally.broken + tally.cut;
  const outcome = sampleOutcome({ cases, ...changes });
  return whyUntrue({ type: 'outcome', outcome, tally, ...(isStored && { failure }) }, asked);
}

const counterexample = sampleCounterexample();

test.each<[string, Tally, Partial<Outcome>]>([
  ['pass', passed, {}],
  ['fail', failed, { outcome: 'fail', counterexample }],
  ['flaky', { ...failed, failedAgain: 1 }, { outcome: 'flaky' }],
  ['inconclusive', { ...none, broken: 1 }, { outcome: 'inconclusive' }],
  ['skip', { ...none, held: 5 }, { outcome: 'skip' }],
  ['not-run before anything', { ...none, interrupted: true }, { outcome: 'not-run' }],
  ['not-run in the middle', { ...passed, cut: 1, interrupted: true }, { outcome: 'not-run' }],
  ['not-run while it was confirmed', { ...failed, replayed: 1, failedAgain: 1 }, { outcome: 'not-run' }],
])('an outcome that follows from its cases is true: %s', (_, tally, changes) => {
  expect(said(tally, changes)).toBeUndefined();
});

const lies: readonly [string, string | undefined][] = [
  ['a pass over a failing case', said(failed)],
  ['a pass over a broken case', said({ ...passed, broken: 1 })],
  ['a pass of nothing', said(none)],
  ['a pass of cases that never called', said({ ...passed, acting: 0 })],
  ['a pass of an interrupted search', said({ ...passed, interrupted: true })],
  ['more cases than were counted', said(passed, { cases: 101 })],
  ['another contract', said(passed, { contract: 'launch.visible' })],
  ['another level', said(passed, { level: 'should' })],
  ['another seed', said(passed, { seed: 8 })],
  ['a failure that shows nothing', said(failed, { outcome: 'fail' })],
  ['a pass with a counterexample', said(passed, { counterexample })],
];

test('B9: the parent works the outcome out from the counts: a word that does not follow is named', ({ task }) => {
  for (const [lie, why] of lies) expect([lie, why]).toEqual([lie, expect.stringMatching(/^forged: /)]);
  task.meta.figure = `${lies.length} lies, 0 believed`;
});
