import { expect, test } from 'vitest';
import { createMemoryStore } from '../../../src/controlplane/durable-store.ts';
import { ownMachines } from '../../../src/controlplane/reference/own-machines.ts';
import { intentOf, marked } from '../../../src/controlplane/reference/ownership.ts';
import { openSeal } from '../../../src/controlplane/reference/seal.ts';
import { createRandom } from '../../../src/testbed/seeded-random.ts';

const intent = { id: 'a', request: { spec: { cpus: 1, memoryMiB: 512 } } };

async function sealedBy(seed: number) {
  const store = createMemoryStore();
  return { store, seal: await openSeal(store, createRandom(seed)) };
}

test('what is sealed is ours; without the seal, with one of another intent, or with one of somebody else, it is not', async () => {
  const { seal } = await sealedBy(1);
  const { seal: other } = await sealedBy(2);
  const { tags = {} } = marked(intent, 1, seal);
  const claimed = (changed: Readonly<Record<string, string>>) =>
    intentOf({ id: 'm-1', status: 'running', tags: { ...tags, ...changed } }, seal);
  expect(claimed({})).toBe('a');
  expect(claimed({ 'reference-seal': '' })).toBeUndefined();
  expect(claimed({ 'reference-intent': 'b' })).toBeUndefined();
  expect(claimed({ 'reference-attempt': '2' })).toBeUndefined();
  expect(claimed(marked(intent, 1, other).tags ?? {})).toBeUndefined();
});

test('a process that starts later makes the same seals', async () => {
  const { store, seal } = await sealedBy(1);
  const later = await openSeal(store, createRandom(99));
  expect(later('a', 1)).toBe(seal('a', 1));
});

const machine = (id: string, attempt: number, minute: number) => ({
  ...{ id, status: 'running' as const, tags: { 'reference-attempt': String(attempt) } },
  createdAt: `2030-01-01T00:0${minute}:00.000Z`,
});
const record = { intent, wanted: 'running', phase: 'running', attempt: 2 } as const;
const all = [machine('copy-1', 1, 0), machine('one', 1, 1), machine('copy-2', 2, 4), machine('two', 2, 3)];

test('of two with one seal the one that is known is ours, and else the oldest', () => {
  const known = { ...record, instanceId: 'copy-2', former: { 1: { instanceId: 'one' } } };
  expect(ownMachines(known, all).map(({ id }) => id)).toEqual(['one', 'copy-2']);
  expect(ownMachines(record, all).map(({ id }) => id)).toEqual(['copy-1', 'two']);
});

test('where the one that is known is not there, the other is not ours either', () => {
  expect(ownMachines({ ...record, instanceId: 'gone', former: { 1: { instanceId: 'gone' } } }, all)).toEqual([]);
});
