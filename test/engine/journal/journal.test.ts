import '../../promises/task-meta.ts';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { simulatedOrbstack } from '../../../src/clouds/orbstack/testbed.ts';
import { contractCatalogue } from '../../../src/contracts/catalogue.ts';
import { isCaring, thisCaretaker } from '../../../src/engine/journal/caretaker.ts';
import { keepJournal } from '../../../src/engine/journal/keep-journal.ts';
import { readJournal } from '../../../src/engine/journal/read-journal.ts';
import { runContract } from '../../../src/engine/run-contract.ts';
import { createWorlds } from '../../../src/engine/worlds.ts';
import type { ProviderModule, Registration } from '../../../src/provider/registration.ts';
import { createOrbstack, orbstack } from '../../../src/providers/orbstack/orbstack.ts';
import type { Testbed } from '../../../src/testbed/testbed.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-journal-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const request = { runId: 'run-1', subject: { kind: 'registered', name: 'orbstack' }, settings: {} } as const;
const { signal } = new AbortController();

/** A world that all cases share, as on a real testbed. */
function sharedTestbed(): Testbed {
  const simulated = simulatedOrbstack({ wipeMs: 0 });
  return {
    ...simulated,
    isolation: 'run',
    open: async (options) => {
      const world = await simulated.open(options);
      return { ...world, close: () => world.clock.sleep(world.facts.tolerances.terminateTimeoutMs) };
    },
  };
}

/** Calls back before every call that makes something. */
function watched(beforeCreate: () => void): ProviderModule {
  return {
    ...orbstack,
    create: (context) => {
      const registration = createOrbstack(context);
      const { provider } = registration;
      const members = ['spawn', 'createVolume', 'createSnapshot', 'claimWarmVolume', 'requestSpotInstance'].map(
        (name) => [
          name,
          (...given: unknown[]) => {
            beforeCreate();
            return (provider as unknown as Record<string, (...given: unknown[]) => unknown>)[name]?.(...given);
          },
        ],
      );
      return { ...registration, provider: { ...provider, ...Object.fromEntries(members) } } as Registration;
    },
  };
}

const ids = ['lifecycle.follows-model', 'snapshots.carries-disk', 'warm-volumes.exclusive', 'spot.fulfils-a-good-bid'];

test.for([...ids, 'lifecycle.overlapping-calls'])(
  'A3: %s asks for nothing that is not written down before',
  async (id, { task }) => {
    const path = join(folder, 'journal', 'run.jsonl');
    const kept = await keepJournal({ ...request, journal: path }, 'shared');
    let calls = 0;
    const module = watched(() => {
      calls += 1;
      const lines = readFileSync(path, 'utf8')
        .split('\n')
        .filter((line) => line.includes('"type":"intent"'));
      expect(lines.length).toBeGreaterThanOrEqual(calls);
    });
    const journal = kept?.journal;
    const worlds = createWorlds({
      testbed: sharedTestbed(),
      module,
      settings: {},
      runId: 'run-1',
      seed: 1,
      signal,
      journal,
    });
    const facts = await worlds.within(1, async (world) => world.facts);
    const contract = contractCatalogue.find((one) => one.id === id);
    if (!contract) throw new Error(`there is no contract ${id}`);
    const { outcome } = await runContract({ worlds, facts, contract, seed: 1, runs: 4, signal, elapsedMs: () => 0 });
    expect([outcome.outcome, calls > 0]).toEqual(['pass', true]);
    const { leaked } = await worlds.close();
    const read = readJournal(readFileSync(path, 'utf8'));
    expect([leaked, read.ok === true && read.state.left]).toEqual([0, []]);
    journal?.close(true);
    expect(existsSync(path)).toBe(false);
    task.meta.figure = `${calls} creates, each with its line on the disk before`;
  },
);

test('a process that goes on with a journal learns what is left, and takes care of it', async () => {
  const path = join(folder, 'run.jsonl');
  const first = await keepJournal({ ...request, journal: path }, 'shared');
  const n = first?.journal.intend({ kind: 'volume', key: null, region: null, usdPerHour: null }) ?? 0;
  first?.journal.made(n, 'volume', 'v-1');
  const second = await keepJournal({ ...request, journal: path }, 'shared');
  expect(second?.left).toMatchObject([{ kind: 'volume', id: 'v-1' }]);
  expect(second?.journal.intend({ kind: 'volume', key: null, region: null, usdPerHour: null })).toBe(n + 1);
});

test('D2: where the journal cannot be written nothing is made', async () => {
  const message = /^the journal \/dev\/full cannot be kept, so nothing is made: /;
  await expect(keepJournal({ ...request, journal: '/dev/full' }, 'shared')).rejects.toThrow(message);
});

test('D5: this process takes care; one that ended, or whose number is somebody else’s now, does not', ({ task }) => {
  const own = thisCaretaker({ ...request, testbed: 'shared' });
  const nowMs = Date.parse(own.at);
  expect(isCaring(own, nowMs)).toBe(true);
  expect(isCaring({ ...own, processStart: '1' }, nowMs)).toBe(own.processStart === null);
  expect(isCaring({ ...own, pid: 2 ** 22 - 1 }, nowMs)).toBe(false);
  task.meta.figure = 'told apart by host, number and start of the process';
});

test('what another computer takes care of is left to it for a day', () => {
  const foreign = { ...thisCaretaker({ ...request, testbed: 'shared' }), host: 'elsewhere' };
  const beganMs = Date.parse(foreign.at);
  expect(isCaring(foreign, beganMs + 23 * 3_600_000)).toBe(true);
  expect(isCaring(foreign, beganMs + 25 * 3_600_000)).toBe(false);
});
