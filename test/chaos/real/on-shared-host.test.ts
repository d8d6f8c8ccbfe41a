import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { journalled } from '../../../src/chaos/real/journalled.ts';
import { onSharedHost } from '../../../src/chaos/real/on-shared-host.ts';
import { readJournal } from '../../../src/engine/journal/read-journal.ts';
import { ProviderError } from '../../../src/provider/provider-error.ts';
import type { Registration } from '../../../src/provider/registration.ts';
import type { SweepResult } from '../../../src/testbed/testbed.ts';
import { onSimulatedHost } from '../host.ts';

let outDir = '';
beforeEach(async () => {
  outDir = await mkdtemp(join(tmpdir(), 'assay-shared-'));
});
afterEach(() => rm(outDir, { recursive: true }));

const swept: string[] = [];
const options = (result: SweepResult = { removed: [], leaked: [] }) => ({
  ...{ providerName: 'orbstack', settings: { image: 'small' }, outDir },
  testbed: {
    ...onSimulatedHost.testbed,
    sweep: async (runId: string) => {
      swept.push(runId);
      return result;
    },
  },
});

const journals = () =>
  readdir(join(outDir, 'journal')).then((names) => names.filter((name) => name.endsWith('.jsonl')));

async function journalNow() {
  const [name = ''] = await journals();
  const read = readJournal(await readFile(join(outDir, 'journal', name), 'utf8'));
  if (read.ok !== true) throw new Error('the journal cannot be read');
  return read.state;
}

test('there is a journal of the run while it lasts, a sweep after it, and then no journal', async () => {
  const { result, leaked } = await onSharedHost(options(), async ({ runId, settings }) => {
    const { caretaker } = await journalNow();
    expect(caretaker).toMatchObject({ runId, settings, pid: process.pid, subject: { name: 'orbstack' } });
    return runId;
  });
  expect([leaked, swept.at(-1), await journals()]).toEqual([[], result, []]);
});

test('whatever is thrown, it is swept before that is told', async () => {
  const before = swept.length;
  await expect(onSharedHost(options(), () => Promise.reject(new Error('broke off')))).rejects.toThrow('broke off');
  expect([swept.length, await journals()]).toEqual([before + 1, []]);
});

test('what would not go is told, and its journal stays for the next sweep', async () => {
  const stuck = {
    kind: 'volume',
    id: 'v',
    region: null,
    createdAtMs: null,
    why: 'in use',
    command: 'docker volume rm v',
  };
  const { leaked } = await onSharedHost(options({ removed: [], leaked: ['v'], stuck: [stuck] }), async () => {});
  expect([leaked, (await journals()).length]).toEqual([[stuck], 1]);
});

test('what is made and what is changed is written down before it is, and crossed out after', async () => {
  await onSharedHost(options(), async ({ journal }) => {
    let askedFor: unknown;
    const { provider } = journalled(
      {
        provider: {
          spawn: async () => {
            askedFor = (await journalNow()).unanswered;
            return { id: 'm-1' };
          },
          terminate: async () => {},
        },
      } as unknown as Registration,
      journal,
    );
    await provider.spawn({ spec: { cpus: 1, memoryMiB: 16 }, idempotencyKey: 'k' });
    expect(askedFor).toMatchObject([{ kind: 'instance', key: 'k' }]);
    const first = journal.begins({ what: 'cpu', on: 'm-1' });
    journal.begins({ what: 'cut', on: 'm-1' });
    journal.undone(first);
    expect(await journalNow()).toMatchObject({ left: [{ id: 'm-1' }], changes: [{ what: 'cut', on: 'm-1' }] });
    await provider.terminate('m-1');
    // Whatever was done to a machine goes with it.
    expect(await journalNow()).toMatchObject({ left: [], changes: [], unanswered: [] });
  });
});

test('a clear refusal is crossed out, an unclear one is not', async () => {
  await onSharedHost(options(), async ({ journal }) => {
    const refusing = (ambiguous: boolean) =>
      journalled(
        {
          provider: {
            spawn: async () => {
              throw new ProviderError('PROVIDER_UNAVAILABLE', 'no', { provider: 'p', ambiguous });
            },
          },
        } as unknown as Registration,
        journal,
      ).provider.spawn({ spec: { cpus: 1, memoryMiB: 16 } });
    await expect(refusing(false)).rejects.toThrow('no');
    expect((await journalNow()).unanswered).toEqual([]);
    await expect(refusing(true)).rejects.toThrow('no');
    expect((await journalNow()).unanswered).toHaveLength(1);
  });
});
