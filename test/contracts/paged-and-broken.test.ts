import { expect, test } from 'vitest';
import type { Step } from '../../src/contracts/step.ts';
import type { Instance, InstanceStatus } from '../../src/provider/instance.ts';
import type { AnyProvider } from '../../src/provider/provider.ts';
import { ProviderError, type ProviderErrorOptions } from '../../src/provider/provider-error.ts';
import type { ListFilter } from '../../src/provider/requests.ts';
import { observeAndErrors } from './observe-and-errors.ts';
import { pagedFacts } from './paged-facts.ts';
import { NativeFailure, type PagedService } from './paged-service.ts';
import type { PagedOptions } from './paged-world.ts';
import { findBroken, playPaged } from './paged-world.ts';

const [secret = ''] = pagedFacts.secrets;

type Page = Awaited<ReturnType<PagedService['page']>>;

interface Broken extends PagedOptions {
  readonly contract: string;
  readonly does: string;
  readonly expected: string;
}

const broken: readonly Broken[] = [
  {
    contract: 'observe.unknown-is-null',
    does: 'gives the first instance for an id it does not know',
    expected: 'get of an unknown id resolves to null',
    spoil: ({ get, list }) => ({ get: async (id: string) => (await get(id)) ?? (await list())[0] ?? null }),
  },
  {
    contract: 'observe.unknown-is-null',
    does: 'throws for an id that breaks its path',
    expected: 'get resolves',
    spoil: ({ get }) => ({ get: (id: string) => (id === '..' ? Promise.reject(failure('UNCLASSIFIED')) : get(id)) }),
  },
  {
    contract: 'observe.unknown-is-null',
    does: 'gives undefined',
    expected: 'get resolves to an instance with an id, or to null',
    spoil: ({ get }) => ({ get: async (id: string) => (await get(id)) ?? undefined }),
  },
  {
    contract: 'observe.get-list-agree',
    does: 'lists an instance twice',
    expected: 'list holds every instance that is alive exactly once',
    spoil: ({ list }) => ({ list: async () => [...(await list()), ...(await list()).slice(0, 1)] }),
  },
  {
    contract: 'observe.get-list-agree',
    does: 'reports another size in list',
    expected: 'get and list report equal fields',
    spoil: (provider) => changeList(provider, (instance) => ({ ...instance, spec: { cpus: 99, memoryMiB: 1 } })),
  },
  {
    contract: 'observe.get-list-agree',
    does: 'always gets a pending instance',
    expected: 'get and list report statuses that follow one another',
    spoil: ({ get }) => ({ get: async (id: string) => withStatus(await get(id), 'pending') }),
  },
  {
    contract: 'observe.filters',
    does: 'takes one matching tag for all of them',
    expected: 'every instance in a filtered list satisfies the filter',
    spoil: ({ list }) => ({
      list: async (filter: { tags?: Record<string, string> } = {}) => {
        const { tags = {}, ...rest } = filter;
        const wanted = Object.entries(tags);
        const isAny = (instance: Instance) => wanted.some(([key, value]) => instance.tags?.[key] === value);
        return (await list(rest)).filter((instance) => wanted.length === 0 || isAny(instance));
      },
    }),
  },
  {
    contract: 'observe.filters',
    does: 'takes no ids for no filter',
    expected: 'every instance in a filtered list satisfies the filter',
    spoil: ({ list }) => ({
      list: ({ ids, ...rest }: { ids?: string[] } = {}) => list(ids?.length ? { ids, ...rest } : rest),
    }),
  },
  {
    contract: 'observe.filters',
    does: 'keeps the first match alone when two parts come together',
    expected: 'a filtered list holds every instance that satisfies the filter',
    spoil: ({ list }) => ({
      list: async (filter: ListFilter = {}) =>
        (await list(filter)).slice(0, filter.tags && filter.statuses ? 1 : undefined),
    }),
  },
  {
    contract: 'observe.complete-pages',
    does: 'stops after the first page',
    expected: 'list holds every instance that is alive exactly once',
    spoil: ({ list }) => ({ list: async () => (await list()).slice(0, 3) }),
  },
  {
    contract: 'observe.complete-pages',
    does: 'drops the last instance of a full page',
    expected: 'list holds every instance that is alive exactly once',
    spoil: ({ list }) => ({
      list: async () => (await list()).filter((_, index, all) => all.length !== 3 || index < 2),
    }),
  },
  {
    contract: 'observe.failed-page-is-an-error',
    does: 'gives the pages it has',
    expected: 'a list whose page failed throws or is complete',
    spoil: (_, service) => ({
      list: async () => {
        const held: Instance[] = [];
        for (let cursor: number | undefined = 0; cursor !== undefined; ) {
          const page: Page = await service.page(cursor).catch((): Page => ({ machines: [] }));
          held.push(...page.machines.map(({ id, status }) => ({ id, status })));
          cursor = page.next;
        }
        return held;
      },
    }),
  },
  {
    contract: 'observe.failed-get-is-an-error',
    does: 'takes any failure of get for absence',
    expected: 'a get that fails throws; it does not give null',
    spoil: ({ get }) => ({ get: (id: string) => get(id).catch(() => null) }),
  },
  {
    contract: 'observe.failed-get-is-an-error',
    does: 'takes any failure of list for an empty world',
    expected: 'a list that fails throws; it does not leave instances out',
    spoil: ({ list }) => ({ list: () => list().catch(() => []) }),
  },
  {
    contract: 'observe.known-statuses',
    does: 'passes the word of its service through',
    expected: 'every status is one of the eight',
    manners: { bootMs: 100 },
    spoil: (provider) =>
      changeList(provider, (instance) =>
        instance.status === 'pending' ? { ...instance, status: 'PROVISIONING' as InstanceStatus } : instance,
      ),
  },
  {
    contract: 'observe.known-statuses',
    does: 'has no word for the end',
    expected: 'every status is one of the eight',
    manners: { deleteMs: 100 },
    spoil: ({ get }) => ({
      get: async (id: string) => {
        const seen = await get(id);
        return seen?.status === 'terminating' ? withStatus(seen, 'deprovisioning' as InstanceStatus) : seen;
      },
    }),
  },
  {
    contract: 'observe.stable-fields',
    does: 'takes the time of the read for the time of creation',
    expected: 'the fields of an instance are the same in every read',
    spoil: (provider) => {
      let reads = 0;
      return changeList(provider, (instance) => ({ ...instance, createdAt: new Date(++reads * 1_000).toISOString() }));
    },
  },
  {
    contract: 'observe.stable-fields',
    does: 'forgets the region now and then',
    expected: 'a field that a read has reported stays',
    spoil: (provider) => {
      let reads = 0;
      return changeList(provider, ({ region, ...rest }) => ({ ...rest, ...(reads++ % 2 === 0 && { region }) }));
    },
  },
  {
    contract: 'observe.no-secrets',
    does: 'hands out a console address with its token',
    expected: 'no read holds a secret',
    spoil: ({ get }) => ({
      get: async (id: string) => {
        const seen = await get(id);
        return seen && { ...seen, console: `https://x/?auth=${encodeURIComponent(secret)}` };
      },
    }),
  },
  {
    contract: 'errors.shape',
    does: 'throws what its service throws',
    expected: 'what a call throws is an Error and a ProviderError',
    spoil: (_, service) => ({ terminate: (id: string) => service.destroy(id) }),
  },
  {
    contract: 'errors.shape',
    does: 'names another provider',
    expected: 'an error names its provider',
    spoil: (provider) => ({ ...provider, name: 'renamed' }),
  },
  {
    contract: 'errors.shape',
    does: 'calls every failure retryable',
    expected: 'category and retryable of an error follow from its code',
    spoil: (provider) => changeErrors(provider, (error) => Object.assign(error, { retryable: true })),
  },
  {
    contract: 'errors.shape',
    does: 'says nothing',
    expected: 'an error has a message',
    spoil: (provider) => changeErrors(provider, (error) => Object.assign(error, { message: ' ' })),
  },
  {
    contract: 'errors.shape',
    does: 'reports a wait that is not a number',
    expected: 'retryAfterMs is a number of milliseconds from 0, or absent',
    spoil: (provider) => changeErrors(provider, (error) => Object.assign(error, { retryAfterMs: Number.NaN })),
  },
  {
    contract: 'errors.taxonomy',
    does: 'takes the unknown for a lack of capacity',
    expected: 'an error that nobody recognises becomes UNCLASSIFIED or PROVIDER_UNAVAILABLE',
    spoil: (provider) =>
      changeErrors(provider, (error) => (error.code === 'UNCLASSIFIED' ? failure('CAPACITY_ERROR', error) : error)),
  },
  {
    contract: 'errors.taxonomy',
    does: 'takes seconds for milliseconds',
    expected: 'retryAfterMs is how long the service asked to wait',
    spoil: (provider) =>
      changeErrors(provider, (error) => Object.assign(error, { retryAfterMs: (error.retryAfterMs ?? 0) / 1_000 })),
  },
  {
    contract: 'errors.taxonomy',
    does: 'throws when what it terminates is gone',
    expected: 'what does not exist is null for get, nothing for terminate, NOT_FOUND or INVALID_SPEC for spawn',
    spoil: ({ terminate }, service) => ({
      terminate: async (id: string) => {
        const cause: unknown = await service.destroy(id).catch((thrown) => thrown);
        if (cause instanceof NativeFailure && cause.kind === 'not-found') throw failure('NOT_FOUND', { cause });
        return terminate(id);
      },
    }),
  },
  {
    contract: 'errors.cause-kept',
    does: 'drops the cause',
    expected: 'an error from a native failure keeps it as its cause',
    spoil: (provider) => changeErrors(provider, (error) => failure(error.code)),
  },
  {
    contract: 'errors.no-secrets',
    does: 'keeps the request with its header among the causes',
    expected: 'no error holds a secret',
    spoil: (provider) =>
      changeErrors(provider, (error) => {
        const header = `Basic ${Buffer.from(`user:${secret}`).toString('base64')}`;
        return failure(error.code, { cause: { request: { headers: new Headers({ authorization: header }) } } });
      }),
  },
  {
    contract: 'hooks.start-twice',
    does: 'refuses to start again',
    expected: 'startup resolves',
    spoilHooks: () => {
      let starts = 0;
      return { onStartup: () => (++starts > 1 ? Promise.reject(failure('UNCLASSIFIED')) : Promise.resolve()) };
    },
  },
  {
    contract: 'hooks.stop-twice',
    does: 'stays closed after a stop',
    expected: 'list resolves',
    spoilHooks: (_, provider) => ({
      onShutdown: async () => {
        Object.assign(provider, { list: () => Promise.reject(failure('PROVIDER_UNAVAILABLE')) });
      },
    }),
  },
  {
    contract: 'hooks.stop-twice',
    does: 'cannot stop what was stopped',
    expected: 'shutdown resolves',
    spoilHooks: () => {
      let isOpen = true;
      return {
        onStartup: async () => {
          isOpen = true;
        },
        onShutdown: async () => {
          if (!isOpen) throw new TypeError('already closed');
          isOpen = false;
        },
      };
    },
  },
  {
    contract: 'hooks.health-check',
    does: 'answers once for all tasks',
    expected: 'a heartbeat resolves to one receipt per task',
    spoilHooks: ({ onHeartbeat }) => ({ onHeartbeat: async (tasks) => (await onHeartbeat(tasks)).slice(0, 1) }),
  },
  {
    contract: 'hooks.health-check',
    does: 'answers in another order',
    expected: 'receipts come in the order of the tasks, each with the id of its task',
    spoilHooks: ({ onHeartbeat }) => ({ onHeartbeat: async (tasks) => (await onHeartbeat(tasks)).toReversed() }),
  },
  {
    contract: 'hooks.reconcile',
    does: 'does not know the task',
    expected: 'a task that every provider understands is completed',
    spoilHooks: () => ({
      onHeartbeat: async (tasks) => tasks.map(({ id }) => ({ taskId: id, outcome: 'skipped', reason: 'no' })),
    }),
  },
  {
    contract: 'hooks.reconcile',
    does: 'takes its own instances for strays',
    expected: 'a reconcile leaves instances alone',
    spoilHooks: ({ onHeartbeat }, provider) => ({
      onHeartbeat: async (tasks) => {
        for (const { id } of await provider.list()) await provider.terminate(id);
        return onHeartbeat(tasks);
      },
    }),
  },
  {
    contract: 'hooks.unknown-task-skipped',
    does: 'throws for a task it does not know',
    expected: 'heartbeat resolves',
    spoilHooks: ({ onHeartbeat }) => ({
      onHeartbeat: async (tasks) => {
        if (tasks.some(({ type }) => type !== 'health_check' && type !== 'reconcile')) throw failure('INVALID_SPEC');
        return onHeartbeat(tasks);
      },
    }),
  },
  {
    contract: 'hooks.unknown-task-skipped',
    does: 'completes whatever its look-up table inherits',
    expected: 'a task of an unknown type is skipped, with a reason',
    spoilHooks: () => ({
      onHeartbeat: async (tasks) =>
        tasks.map(({ id, type }) =>
          type in { health_check: 1, reconcile: 1 }
            ? { taskId: id, outcome: 'completed' }
            : { taskId: id, outcome: 'skipped', reason: 'unknown' },
        ),
    }),
  },
  {
    contract: 'capabilities.flags-are-booleans',
    does: 'leaves a flag out',
    expected: 'each of the eleven flags is true or false',
    spoil: ({ capabilities: { gpu: _gpu, ...rest } }) => ({ capabilities: rest }),
  },
  {
    contract: 'capabilities.flags-are-booleans',
    does: 'has a flag of its own',
    expected: 'capabilities has no other flag',
    spoil: ({ capabilities }) => ({ capabilities: { ...capabilities, teleport: true } }),
  },
  {
    contract: 'capabilities.flags-are-booleans',
    does: 'learns a flag in use',
    expected: 'the flags do not change',
    spoil: ({ capabilities, list }) => ({
      list: () => {
        Object.assign(capabilities, { snapshots: true });
        return list();
      },
    }),
  },
  {
    contract: 'capabilities.methods-match-flags',
    does: 'declares what it cannot do',
    expected: 'every method of a declared capability is a function',
    spoil: ({ capabilities }) => ({ capabilities: { ...capabilities, multiRegion: true } }),
  },
  {
    contract: 'capabilities.methods-match-flags',
    does: 'can do what it does not declare',
    expected: 'no method of an undeclared capability is there',
    spoil: () => ({ hibernate: async () => {} }),
  },
];

test.each(broken.map((row) => [row.contract, row.does, row] as const))(
  '%s refuses a provider that %s, within 40 cases',
  async (id, _does, row) => {
    const contract = observeAndErrors.find((candidate) => candidate.id === id);
    if (!contract) throw new Error(`no contract ${id}`);
    for (const seed of [1, 2, 3]) expect(await findBroken(contract, { ...row, seed, cases: 40 })).toBe(row.expected);
  },
);

test('every contract refuses some provider', () => {
  const refusing = new Set(broken.map(({ contract }) => contract));
  expect(observeAndErrors.map(({ id }) => id).filter((id) => !refusing.has(id))).toEqual([]);
});

test('observe.filters compares lists with one another where nobody has told of the region', async () => {
  const steps: readonly Step[] = [
    { op: 'spawn', as: 'i1', request: { spec: pagedFacts.smallest } },
    { op: 'list', filter: { region: 'remote', ids: ['i1'] } },
  ];
  const contract = observeAndErrors.find(({ id }) => id === 'observe.filters');
  const thrown = contract && (await playPaged(contract, steps, { manners: { summary: true }, spoil: forgetRegion }));
  expect(thrown).toMatchObject({
    expected: 'a list by several parts is what the lists by each part have in common',
    actual: '["i1"] by all parts, [] in common, for {"region":"remote","ids":["i1"]}',
  });
});

function forgetRegion({ list }: AnyProvider): object {
  return {
    list: ({ region, ...rest }: ListFilter = {}) =>
      list(Object.keys(rest).length > 0 || region === undefined ? rest : { region }),
  };
}

function failure(code: ProviderError['code'], options: Partial<ProviderErrorOptions> = {}): ProviderError {
  return new ProviderError(code, 'it failed', { provider: 'paged', cause: options.cause });
}

function withStatus(instance: Instance | null, status: InstanceStatus): Instance | null {
  return instance && { ...instance, status };
}

function changeList({ list }: AnyProvider, change: (instance: Instance) => Instance): object {
  return { list: async (filter?: object) => (await list(filter)).map(change) };
}

function changeErrors(provider: AnyProvider, change: (error: ProviderError) => unknown): object {
  const changed =
    (call: (...given: never[]) => Promise<unknown>) =>
    (...given: never[]) =>
      call(...given).catch((error: ProviderError) => Promise.reject(change(error)));
  const { spawn, list, get, terminate } = provider;
  return { spawn: changed(spawn), list: changed(list), get: changed(get), terminate: changed(terminate) };
}
