import { expect, test } from 'vitest';
import { createHistory } from '../../src/chaos/history.ts';
import { intentTag, watchTruth } from '../../src/chaos/truth.ts';
import type { LedgerEntry } from '../../src/testbed/ledger.ts';

test('whose a machine is is known as soon as its tags are, where they come after it', async () => {
  const entries: LedgerEntry[] = [];
  const truth = await watchTruth({
    ...{ ledger: { entries: async () => entries }, history: createHistory(() => 0), elapsedMs: () => 0 },
    onChange: () => {},
  });
  const machine = { kind: 'instance', id: 'i', gone: false, running: false, isSpot: true } as const;
  entries.push({ ...machine, tags: {} });
  await truth.look();
  expect(truth.livingOf('a')).toEqual([]);
  entries[0] = { ...machine, running: true, tags: { [intentTag]: 'a', team: 'x' } };
  await truth.look();
  expect(truth.livingOf('a')).toMatchObject([{ id: 'i', intent: 'a', isSpot: true, isMarked: true }]);
  entries[0] = { ...machine, running: true, tags: { [intentTag]: 'a' } };
  await truth.look();
  expect(truth.livingOf('a')).toMatchObject([{ isMarked: false }]);
});
