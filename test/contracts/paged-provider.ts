import { noCapabilities } from '../../src/provider/capability.ts';
import type { Clock } from '../../src/provider/context.ts';
import type { Hooks } from '../../src/provider/hooks.ts';
import type { Instance } from '../../src/provider/instance.ts';
import type { AnyProvider } from '../../src/provider/provider.ts';
import { isProviderError, ProviderError, type ProviderErrorCode } from '../../src/provider/provider-error.ts';
import type { ListFilter } from '../../src/provider/requests.ts';
import type { NativeErrorKind } from '../../src/testbed/fault.ts';
import { NativeFailure, type NativeMachine, type PagedManners, type PagedService } from './paged-service.ts';

/** A provider that keeps every promise over the paged service. */
export function createPagedProvider(service: PagedService, clock: Clock, manners: PagedManners): AnyProvider {
  const call = <T>(act: () => Promise<T>): Promise<T> => callMapped(act, clock, manners.retries);
  const listAll = async (): Promise<readonly NativeMachine[]> => {
    const machines: NativeMachine[] = [];
    for (let cursor: number | undefined = 0; cursor !== undefined; ) {
      const from: number = cursor;
      const page: Awaited<ReturnType<PagedService['page']>> = await call(() => service.page(from));
      machines.push(...page.machines);
      cursor = page.next;
    }
    return machines;
  };
  const find = async (id: string): Promise<NativeMachine | undefined> =>
    manners.getByList ? (await listAll()).find((machine) => machine.id === id) : call(() => service.find(id));

  return {
    name: 'paged',
    tier: 'additional',
    capabilities: { ...noCapabilities },
    spawn: async (request) => {
      const machine = await call(() => service.create(request));
      return manners.terse ? { id: machine.id, status: 'pending' } : toInstance(machine);
    },
    terminate: (id) => orWhenAbsent(() => call(() => service.destroy(id)), undefined),
    get: (id) =>
      orWhenAbsent(async () => {
        const machine = await find(id);
        return machine ? toInstance(machine) : null;
      }, null),
    list: async (filter) => {
      const held = (await listAll()).map(toInstance).filter((instance) => isHeld(instance, filter));
      return manners.summary ? held.map(({ id, status }) => ({ id, status })) : held;
    },
    generateBootstrap: () => ({ content: '', format: 'shell', checksum: '' }),
  };
}

/** Hooks that keep every promise. */
export function createPagedHooks(service: PagedService): Hooks {
  return {
    onStartup: async () => {},
    onShutdown: async () => {},
    onHeartbeat: async (tasks) => {
      await service.page(0);
      return tasks.map(({ id, type }) =>
        type === 'health_check' || type === 'reconcile'
          ? { taskId: id, outcome: 'completed' }
          : { taskId: id, outcome: 'skipped', reason: `unknown task type ${JSON.stringify(type)}` },
      );
    },
  };
}

function toInstance(machine: NativeMachine): Instance {
  const { spec, image, tags } = machine.request;
  return structuredClone({
    id: machine.id,
    status: machine.status,
    spec,
    region: machine.request.region ?? 'local',
    tags: tags ?? {},
    ...(image !== undefined && { image }),
  });
}

function isHeld(instance: Instance, filter: ListFilter = {}): boolean {
  const { ids, statuses, region, tags = {} } = filter;
  if (ids && !ids.includes(instance.id)) return false;
  if (statuses && !statuses.includes(instance.status)) return false;
  if (region !== undefined && region !== instance.region) return false;
  return Object.entries(tags).every(([key, value]) => instance.tags?.[key] === value);
}

async function orWhenAbsent<T>(act: () => Promise<T>, absent: T): Promise<T> {
  try {
    return await act();
  } catch (thrown) {
    if (isProviderError(thrown) && thrown.code === 'NOT_FOUND') return absent;
    throw thrown;
  }
}

async function callMapped<T>(act: () => Promise<T>, clock: Clock, retries: number): Promise<T> {
  for (let left = retries; ; left -= 1) {
    try {
      return await act();
    } catch (thrown) {
      const error = toProviderError(thrown);
      if (left <= 0 || !error.retryable) throw error;
      await clock.sleep(error.retryAfterMs ?? 100);
    }
  }
}

function toProviderError(thrown: unknown): ProviderError {
  const kind = thrown instanceof NativeFailure ? thrown.kind : 'unknown';
  const retryAfterMs = thrown instanceof NativeFailure ? thrown.retryAfterMs : undefined;
  return new ProviderError(codes[kind], `the service failed: ${kind}`, {
    provider: 'paged',
    cause: thrown,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });
}

const codes: { readonly [Kind in NativeErrorKind]: ProviderErrorCode } = {
  capacity: 'CAPACITY_ERROR',
  auth: 'AUTH_ERROR',
  'rate-limit': 'RATE_LIMIT_ERROR',
  quota: 'QUOTA_EXCEEDED',
  invalid: 'INVALID_SPEC',
  'not-found': 'NOT_FOUND',
  unavailable: 'PROVIDER_UNAVAILABLE',
  unknown: 'UNCLASSIFIED',
};
