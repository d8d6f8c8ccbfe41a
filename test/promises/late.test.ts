import { expect, test } from 'vitest';
import { certifyHostile, judged } from './certify-hostile.ts';
import './task-meta.ts';

const contract = 'observe.unknown-is-null';

test('B6: a late rejection is the failure of the contract that caused it, not of the one that runs by then', async ({
  task,
}) => {
  // The rejection comes 400 ms after the first get; the second contract spends longer on its spawns.
  const result = await certifyHostile(['rejects-after-the-end'], [contract, 'snapshots.outlives-instance']);
  const outcomes = judged(result)[0] ?? [];
  const failed = outcomes.filter(({ outcome }) => outcome !== 'pass');
  expect(failed.map((outcome) => [outcome.contract, outcome.reason?.code])).toEqual([[contract, 'crashed']]);
  expect(outcomes.length).toBe(2);
  task.meta.figure = '1 contract blamed, 1 that ran by then passes';
});
