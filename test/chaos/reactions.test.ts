import { expect, test } from 'vitest';
import { reactionTimes } from '../../src/chaos/reaction-times.ts';
import { referenceControlPlane } from '../../src/controlplane/reference/reference.ts';
import { play } from './host.ts';

const launch = { do: 'launch', intent: 'a', atMs: 0 };
const trigger = { on: 'event', event: 'machine-running', nth: 1, delayMs: 10_000 };

async function reactionsTo(...kinds: readonly string[]) {
  const disturbances = kinds.map((kind, index) => ({ id: `d${index}`, kind, trigger }));
  return play({ version: 1, operations: [launch], disturbances }, referenceControlPlane, 3);
}

test('what is made good is measured from when it was done to what was said of it, and to rest', async () => {
  const { reactions, history } = await reactionsTo('machine-killed');
  const atMs = history.events.find(({ did }) => did === 'acts')?.atMs ?? Number.NaN;
  const said = history.events.filter((event) => event.did === 'says' && event.atMs >= atMs).map((event) => event.atMs);
  expect(said.length).toBeGreaterThanOrEqual(2);
  expect(reactions).toEqual([
    { kind: 'machine-killed', seenMs: (said[0] ?? 0) - atMs, settledMs: (said.at(-1) ?? 0) - atMs },
  ]);
});

test('where nothing is to be made good, nothing is measured', async () => {
  expect((await reactionsTo('relabelled', 'renamed')).reactions).toEqual([]);
});

test('the times of a kind are told by their median and their 95th percentile', () => {
  const reactions = [1_000, 3_000, 2_000].map((seenMs) => ({ kind: 'a', seenMs }));
  const all = [...reactions, { kind: 'a', settledMs: 5_000 }, { kind: 'b', seenMs: 9_000 }];
  expect(reactionTimes(all, 'a')).toEqual({
    seen: { times: 3, p50Ms: 2_000, p95Ms: 3_000 },
    settled: { times: 1, p50Ms: 5_000, p95Ms: 5_000 },
  });
  expect(reactionTimes(all, 'c')).toEqual({});
});
