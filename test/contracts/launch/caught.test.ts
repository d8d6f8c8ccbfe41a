import { expect, test } from 'vitest';
import type { Contract } from '../../../src/contracts/contract.ts';
import { clearFailureLeavesNothing } from '../../../src/contracts/launch/clear-failure-leaves-nothing.ts';
import { honoursRegion } from '../../../src/contracts/launch/honours-region.ts';
import { honoursSpec } from '../../../src/contracts/launch/honours-spec.ts';
import { honoursTags } from '../../../src/contracts/launch/honours-tags.ts';
import { inputNotMutated } from '../../../src/contracts/launch/input-not-mutated.ts';
import { reachesRunning } from '../../../src/contracts/launch/reaches-running.ts';
import { rejectsInvalidSpec } from '../../../src/contracts/launch/rejects-invalid-spec.ts';
import { requiredFields } from '../../../src/contracts/launch/required-fields.ts';
import { resultsAreSnapshots } from '../../../src/contracts/launch/results-are-snapshots.ts';
import { unclearFailureIsAmbiguous } from '../../../src/contracts/launch/unclear-failure-is-ambiguous.ts';
import { uniqueIds } from '../../../src/contracts/launch/unique-ids.ts';
import { visible } from '../../../src/contracts/launch/visible.ts';
import type { Instance } from '../../../src/provider/instance.ts';
import type { AnyProvider } from '../../../src/provider/provider.ts';
import { isProviderError, ProviderError } from '../../../src/provider/provider-error.ts';
import type { SpawnRequest } from '../../../src/provider/requests.ts';
import { findViolation } from '../play-contract.ts';
import { plainManners, type Spoil } from '../toy-world.ts';

const slow = { ...plainManners, bootMs: 2_000 };

const rows: readonly (readonly [string, Contract, Spoil])[] = [
  ['spawn resolves to nothing', requiredFields, returning(() => undefined)],
  ['spawn gives an empty id', requiredFields, returning((instance) => ({ ...instance, id: '' }))],
  ['spawn gives a numeric id', requiredFields, returning((instance) => ({ ...instance, id: 7 }))],
  ['spawn gives a native status', requiredFields, returning((instance) => ({ ...instance, status: 'RUNNING' }))],
  ['spawn gives no status', requiredFields, returning(({ id }) => ({ id }))],
  ['spawn gives a time that is no time', requiredFields, returning((instance) => ({ ...instance, createdAt: 'now' }))],
  ['spawn never settles', requiredFields, () => ({ spawn: () => new Promise(() => {}) })],
  ['spawn throws undefined', requiredFields, () => ({ spawn: () => Promise.reject(undefined) })],

  ['an equal request gives the same machine', uniqueIds, reusingEqual],

  ['get never finds anything', visible, () => ({ get: async () => null })],
  ['get finds another machine', visible, ({ get }) => ({ get: async (id) => renamed(await get(id)) })],
  [
    'list leaves out what boots',
    visible,
    listing((instances) => instances.filter(({ status }) => status === 'running')),
  ],
  ['list leaves out the last', visible, listing((instances) => instances.slice(0, -1))],

  ['cpus are ignored', honoursSpec, asking((request) => ({ ...request, spec: { ...request.spec, cpus: 1 } }))],
  [
    'memory is doubled',
    honoursSpec,
    asking(({ spec, ...rest }) => ({ ...rest, spec: { ...spec, memoryMiB: spec.memoryMiB * 2 } })),
  ],
  ['no size is reported', honoursSpec, reading(({ spec: _spec, ...instance }) => instance)],

  ['tags are dropped', honoursTags, asking(({ tags: _tags, ...request }) => request)],
  [
    'tag values are made lower case',
    honoursTags,
    asking((request) => changedTags(request, (value) => value.toLowerCase())),
  ],
  [
    'tag values end at a separator',
    honoursTags,
    asking((request) => changedTags(request, (value) => value.split('=')[0] ?? '')),
  ],
  ['tags without a value are dropped', honoursTags, asking((request) => withoutEmptyTags(request))],
  ['tags pile up', honoursTags, pilingUp],

  ['the region is ignored', honoursRegion, asking((request) => ({ ...request, region: 'local' }))],

  [
    'a bad size is corrected',
    rejectsInvalidSpec,
    asking((request) => ({ ...request, spec: { cpus: 1, memoryMiB: 64 } })),
  ],
  ['an unknown region is ignored', rejectsInvalidSpec, asking((request) => ({ ...request, region: 'local' }))],
  ['an unknown image is ignored', rejectsInvalidSpec, asking(({ image: _image, ...request }) => request)],
  ['any tag is taken', rejectsInvalidSpec, asking((request) => ({ ...request, tags: {} }))],
  ['a bad request is an unknown failure', rejectsInvalidSpec, recoding('UNCLASSIFIED')],
  ['a machine is made before the request is checked', rejectsInvalidSpec, leaving],

  ['a refused spawn leaves a machine', clearFailureLeavesNothing, leaving],
  ['a clear failure is called ambiguous', clearFailureLeavesNothing, recoding('CAPACITY_ERROR', true)],
  ['a clear failure is thrown bare', clearFailureLeavesNothing, throwingBare],
  ['a refused spawn resolves', clearFailureLeavesNothing, resolvingAnyway],

  ['an unclear failure does not say so', unclearFailureIsAmbiguous, recoding('PROVIDER_UNAVAILABLE')],
  ['an unclear failure is tried again blindly', unclearFailureIsAmbiguous, retrying],
  ['a spawn that failed resolves', unclearFailureIsAmbiguous, resolvingAnyway],

  [
    'spawn adds a tag to the request',
    inputNotMutated,
    changingInput(({ tags }) => Object.assign(tags ?? {}, { owner: 'toy' })),
  ],
  [
    'spawn fills in the region',
    inputNotMutated,
    changingInput((request) => Object.assign(request, { region: 'local' })),
  ],
  [
    'list sorts the statuses in place',
    inputNotMutated,
    ({ list }) => ({
      list: (filter) => {
        (filter?.statuses as string[] | undefined)?.sort();
        return list(filter);
      },
    }),
  ],

  ['get hands out what it keeps', resultsAreSnapshots, keepingOne],
  ['list hands out its cache', resultsAreSnapshots, keepingList],
  ['spawn hands out a live view', resultsAreSnapshots, liveView],

  ['machines stay pending', reachesRunning, reading((instance) => ({ ...instance, status: 'pending' }))],
  ['machines stop by themselves', reachesRunning, stoppingSoon],
];

test.each(rows)('it is caught when %s', async (_defect, contract, spoil) => {
  const finding = await findViolation(contract, { cases: 40, manners: slow, spoil });
  expect(finding?.expected, contract.id).toBeTypeOf('string');
});

function returning(change: (instance: Instance) => unknown): Spoil {
  return ({ spawn }) => ({ spawn: async (request) => change(await spawn(request)) as Instance });
}

function asking(change: (request: SpawnRequest) => SpawnRequest): Spoil {
  return ({ spawn }) => ({ spawn: (request) => spawn(change(request)) });
}

function listing(change: (instances: readonly Instance[]) => readonly Instance[]): Spoil {
  return ({ list }) => ({ list: async (filter) => change(await list(filter)) });
}

function reading(change: (instance: Instance) => Instance): Spoil {
  return ({ get, list }) => ({
    get: async (id) => {
      const instance = await get(id);
      return instance && change(instance);
    },
    list: async (filter) => (await list(filter)).map(change),
  });
}

function renamed(instance: Instance | null): Instance | null {
  return instance && { ...instance, id: `${instance.id}x` };
}

function changedTags(request: SpawnRequest, change: (value: string) => string): SpawnRequest {
  const entries = Object.entries(request.tags ?? {});
  return { ...request, tags: Object.fromEntries(entries.map(([key, value]) => [key, change(value)])) };
}

function withoutEmptyTags(request: SpawnRequest): SpawnRequest {
  const entries = Object.entries(request.tags ?? {});
  return { ...request, tags: Object.fromEntries(entries.filter(([, value]) => value !== '')) };
}

function reusingEqual({ spawn }: AnyProvider): Partial<AnyProvider> {
  const made = new Map<string, Promise<Instance>>();
  return {
    spawn: (request) => {
      const key = JSON.stringify(request);
      const instance = made.get(key) ?? spawn(request);
      made.set(key, instance);
      return instance;
    },
  };
}

function pilingUp({ spawn }: AnyProvider): Partial<AnyProvider> {
  const all: Record<string, string> = {};
  return { spawn: (request) => spawn({ ...request, tags: Object.assign(all, request.tags) }) };
}

function recoding(code: ConstructorParameters<typeof ProviderError>[0], ambiguous = false): Spoil {
  return ({ spawn }) => ({
    spawn: async (request) => {
      try {
        return await spawn(request);
      } catch (cause) {
        throw new ProviderError(code, 'it failed', { provider: 'toy', cause, ambiguous });
      }
    },
  });
}

function throwingBare({ spawn }: AnyProvider): Partial<AnyProvider> {
  return {
    spawn: (request) =>
      spawn(request).catch(() => {
        throw new Error('it failed');
      }),
  };
}

function resolvingAnyway({ spawn }: AnyProvider): Partial<AnyProvider> {
  return { spawn: (request) => spawn(request).catch((): Instance => ({ id: 'toy-0', status: 'pending' })) };
}

function retrying({ spawn }: AnyProvider): Partial<AnyProvider> {
  return {
    spawn: async (request) => {
      try {
        return await spawn(request);
      } catch (error) {
        return isProviderError(error) && error.retryable ? spawn(request) : Promise.reject(error);
      }
    },
  };
}

function leaving({ spawn }: AnyProvider, { machines, clock }: Parameters<Spoil>[1]): Partial<AnyProvider> {
  return {
    spawn: async (request) => {
      try {
        return await spawn(request);
      } catch (error) {
        machines.set('left', { id: 'left', request, bornMs: clock.now(), endMs: Number.POSITIVE_INFINITY });
        throw error;
      }
    },
  };
}

function changingInput(change: (request: SpawnRequest) => unknown): Spoil {
  return ({ spawn }) => ({
    spawn: async (request) => {
      change(request);
      return spawn(request);
    },
  });
}

function keepingOne({ get }: AnyProvider): Partial<AnyProvider> {
  const kept = new Map<string, Instance>();
  return {
    get: async (id) => {
      const instance = kept.get(id) ?? (await get(id));
      if (instance) kept.set(id, instance);
      return instance;
    },
  };
}

function keepingList({ list }: AnyProvider): Partial<AnyProvider> {
  let kept: readonly Instance[] | undefined;
  return {
    list: async (filter) => {
      kept ??= await list(filter);
      return kept;
    },
  };
}

function liveView({ spawn, get }: AnyProvider): Partial<AnyProvider> {
  const given = new Map<string, object>();
  return {
    spawn: async (request) => {
      const instance = await spawn(request);
      given.set(instance.id, instance);
      return instance;
    },
    get: async (id) => {
      const instance = await get(id);
      Object.assign(given.get(id) ?? {}, instance);
      return instance;
    },
  };
}

function stoppingSoon(correct: AnyProvider, { clock, machines }: Parameters<Spoil>[1]): Partial<AnyProvider> {
  const isOver = (id: string) => clock.now() > (machines.get(id)?.bornMs ?? 0) + slow.bootMs + 1_000;
  const age = (instance: Instance): Instance => (isOver(instance.id) ? { ...instance, status: 'stopped' } : instance);
  return reading(age)(correct, { clock, machines });
}
