import './task-meta.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createOracle } from '../../src/clouds/served/oracle.ts';
import { serveCloud } from '../../src/clouds/served/serve.ts';
import { servedOrbstack } from '../../src/clouds/served/testbed.ts';
import { thisCaretaker } from '../../src/engine/journal/caretaker.ts';
import { openJournal } from '../../src/engine/journal/journal.ts';
import { keepOwnerKey, ownerMark } from '../../src/engine/journal/owner-mark.ts';
import { sweepMarked } from '../../src/engine/sweep-marked.ts';
import type { Clock } from '../../src/provider/context.ts';
import { orbstack } from '../../src/providers/orbstack/orbstack.ts';
import { estateKinds } from '../../src/testbed/estate.ts';
import { sweepEstate } from '../../src/testbed/sweep-estate.ts';
import type { Testbed } from '../../src/testbed/testbed.ts';
import { createVirtualClock } from '../../src/testbed/virtual-clock.ts';
import { createFakeEstate, type FakeEstate, fakeThing } from './fake-estate.ts';

const isMine = ({ owner }: { readonly owner: string | null }) => owner === 'me';

test('A4: gone is said only when the whole window has shown nothing and a look by id agrees', async ({ task }) => {
  const late = fc.record({
    lagMs: fc.integer({ min: 0, max: 60_000 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  let runs = 0;
  let emptyFirst = 0;
  await fc.assert(
    fc.asyncProperty(late, fc.integer({ min: 0, max: 5_000 }), async ({ lagMs, share }, deleteMs) => {
      const clock = createVirtualClock();
      // Made just now, or by a request that is still on its way: no list shows it yet.
      const createdAtMs = clock.now() - Math.floor(lagMs * share);
      const estate = createFakeEstate({ things: [fakeThing('late', { createdAtMs })], clock, lagMs, deleteMs });
      if ((await estate.list()).length === 0) emptyFirst += 1;
      const { leaked } = await sweepEstate(estate, isMine, clock);
      expect([leaked, estate.left(), estate.removals.length > 0]).toEqual([[], [], true]);
      runs += 1;
    }),
    { seed: 1, numRuns: 100 },
  );
  expect(emptyFirst).toBeGreaterThan(0);
  task.meta.figure = `${runs} lags from 0 to 60 s, ${emptyFirst} first lists empty, 0 left`;
});

test('A11: what is held goes after what holds it', async ({ task }) => {
  const clock = createVirtualClock();
  const things = [
    fakeThing('warm', { kind: 'warm-volume', heldBy: 'machine' }),
    fakeThing('disk', { kind: 'volume', heldBy: 'machine' }),
    fakeThing('image', { kind: 'snapshot' }),
    fakeThing('machine'),
  ];
  const estate = createFakeEstate({ things, clock, lagMs: 1_000, deleteMs: 8_000 });
  const { leaked } = await sweepEstate(estate, isMine, clock);
  expect([leaked, estate.left()]).toEqual([[], []]);
  const order = [...new Set(estate.removals)];
  expect(order).toEqual(['machine', 'image', 'disk', 'warm']);
  task.meta.figure = `machine, snapshot, volume, warm volume: in that order, 0 left`;
});

test('A5: a create whose answer was lost made one instance, and is found', async ({ task }) => {
  const served = await serveCloud({ seed: 3, host: { listLagMs: 100 } });
  const oracle = createOracle(served.url);
  const signal = new AbortController().signal;
  const open = { module: orbstack, seed: 3, runId: 'run-of-a5', settings: { url: served.url }, signal };
  const world = await servedOrbstack.open(open);
  const { provider } = world.registration;
  const mine = async () => ((await world.ledger?.entries()) ?? []).filter(({ gone }) => !gone);
  const spec = { cpus: 1, memoryMiB: 256 };
  await oracle.lie({ dropEvery: 1 });
  const first = await provider.spawn({ spec, idempotencyKey: 'once' });
  await oracle.lie({ dropEvery: 0 });
  const again = await provider.spawn({ spec, idempotencyKey: 'once' });
  expect([again.id, await mine()]).toEqual([first.id, [expect.objectContaining({ id: first.id })]]);
  // Without a key every call is another instance, and each of them one.
  await oracle.lie({ failEvery: 1 });
  await provider.spawn({ spec });
  expect(await mine()).toHaveLength(2);
  await world.close();
  expect(await mine()).toEqual([]);
  await served.close();
  task.meta.figure = '2 answers lost, 1 retried: 2 instances for 2 requests, 0 left';
});

/** A testbed that is nothing but what a service shows. */
function shows(estate: FakeEstate): Testbed {
  return { ...servedOrbstack, estate: async () => estate };
}

test('A7: whatever else is in the account, a sweep without a journal touches only what is ours', async ({ task }) => {
  const outDir = mkdtempSync(join(tmpdir(), 'assay-a7-'));
  const key = keepOwnerKey(outDir);
  const mark = (runId: string) => ownerMark(runId, key);
  const live = { runId: 'run-under-way', subject: { kind: 'registered', name: 'orbstack' }, settings: {} } as const;
  openJournal(join(outDir, 'journal', 'live.jsonl'), thisCaretaker({ ...live, testbed: 'served' }), 1);
  const hour = 3_600_000;
  const owners = {
    ours: mark('run-that-died'),
    underWay: mark('run-under-way'),
    shortRun: mark('short'),
    otherKey: ownerMark('run-that-died', '0'.repeat(64)),
    otherRun: mark('run-that-died').replace('died', 'lived'),
    prefix: 'assay1.',
    nothing: null,
  } as const;
  const kinds = Object.keys(owners) as (keyof typeof owners)[];
  const anyThing = fc.record({
    whose: fc.constantFrom(...kinds),
    ageMs: fc.constantFrom(-hour, 0, hour - 1, hour, 9 * hour),
    kind: fc.constantFrom(...estateKinds),
  });
  let touched = 0;
  let spared = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(anyThing, { maxLength: 12 }), fc.boolean(), async (drawn, isReal) => {
      const clock: Clock = createVirtualClock();
      const things = drawn.map(({ whose, ageMs, kind }, index) =>
        fakeThing(`${whose}-${index}`, { kind, owner: owners[whose], createdAtMs: clock.now() - ageMs }),
      );
      const isOurs = (index: number) => drawn[index]?.whose === 'ours' && (drawn[index]?.ageMs ?? 0) >= hour;
      const estate = createFakeEstate({ things, clock, lagMs: 0, deleteMs: 0 });
      const mine = things.filter((_, index) => isOurs(index)).map(({ id }) => id);
      const rest = (await estate.list()).map(({ id }) => id).filter((id) => !mine.includes(id));
      const options = { testbed: shows(estate), settings: {}, outDir, isReal, olderThanMs: hour, clock };
      const { ours, refused } = await sweepMarked(options);
      expect(ours.map(({ id }) => id)).toEqual(mine);
      expect(refused.map(({ item }) => item.id)).toEqual(rest);
      expect([...new Set(estate.removals)].sort()).toEqual(isReal ? mine.toSorted() : []);
      touched += estate.removals.length;
      spared += rest.length;
    }),
    { seed: 1, numRuns: 200 },
  );
  rmSync(outDir, { recursive: true });
  expect(touched).toBeGreaterThan(0);
  task.meta.figure = `200 accounts: ${spared} things of others spared and listed, ${touched} of ours removed`;
});
