import { expect, test } from 'vitest';
import type { LedgerEntry } from '../../src/testbed/ledger.ts';
import { rememberingLedger } from '../../src/testbed/remembering-ledger.ts';

function machine(id: string, running = true): LedgerEntry {
  return { kind: 'instance', id, gone: false, running, tags: {} };
}

test('what a look no longer shows is gone, and stays known', async () => {
  let present = [machine('a'), machine('b')];
  const { entries } = rememberingLedger(async () => present);
  await entries();
  present = [machine('b', false), machine('c')];
  expect(await entries()).toEqual([{ ...machine('a', false), gone: true }, machine('b', false), machine('c')]);
  present = [];
  expect((await entries()).every(({ gone, running }) => gone && !running)).toBe(true);
});

test('a look is handed what is known so far', async () => {
  const known: number[] = [];
  const { entries } = rememberingLedger(async (seen) => {
    known.push(seen.size);
    return [machine('a')];
  });
  await entries();
  await entries();
  expect(known).toEqual([0, 1]);
});
