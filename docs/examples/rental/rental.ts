import {
  generateBootstrap,
  type Hooks,
  type Instance,
  type ListFilter,
  noCapabilities,
  type Provider,
  type ProviderContext,
  ProviderError,
  type Registration,
  refuseUndeclared,
  type Snapshot,
} from 'assay';
import { createClient, type RentalClient } from './client.ts';

export const name = 'rental';

/** Machines of the (invented) rental service at `RENTAL_URL`. */
export function createRental(context: ProviderContext): Registration {
  const client = createClient(context);
  return { provider: createProvider(client), hooks: createHooks(client) };
}

function createProvider(client: RentalClient): Provider<Instance, Snapshot, typeof noCapabilities> {
  return {
    name,
    tier: 'additional',
    capabilities: noCapabilities,
    spawn: async (request) => {
      refuseUndeclared(request, noCapabilities, name);
      const { spec, tags, region, image } = request;
      if (region !== undefined && region !== 'here') throw invalid('the only region is here');
      if (image !== undefined) throw invalid('the service chooses the image');
      const order = { cpus: spec?.cpus, memory_mib: spec?.memoryMiB, labels: tags ?? {} };
      return toInstance(await client.send('POST', '/machines', order));
    },
    terminate: async (id) => {
      if (isId(id)) await client.send('DELETE', `/machines/${id}`);
    },
    get: async (id) => {
      const machine = isId(id) ? await client.send('GET', `/machines/${id}`) : null;
      return machine ? toInstance(machine) : null;
    },
    list: async (filter = {}) =>
      (await listAll(client)).map(toInstance).filter((instance) => matches(instance, filter)),
    generateBootstrap: (request) => generateBootstrap(request, name),
  };
}

function createHooks(client: RentalClient): Hooks {
  return {
    onStartup: async () => {},
    onShutdown: async () => {},
    onHeartbeat: async (tasks) => {
      const isUp = await client.send('GET', '/machines').then(
        () => true,
        () => false,
      );
      return tasks.map(({ id: taskId, type }) => {
        if (type !== 'health_check' && type !== 'reconcile')
          return { taskId, outcome: 'skipped', reason: `no task of type ${JSON.stringify(type)}` };
        return isUp ? { taskId, outcome: 'completed' } : { taskId, outcome: 'failed', reason: 'the service is down' };
      });
    },
  };
}

/** Every page, or an error: what one page throws ends the whole. */
async function listAll(client: RentalClient): Promise<readonly unknown[]> {
  const machines: unknown[] = [];
  for (let path: string | null = '/machines'; path !== null; ) {
    const page = (await client.send('GET', path)) as { readonly machines: readonly unknown[]; readonly next: string };
    machines.push(...page.machines);
    path = page.next;
  }
  return machines;
}

const statuses = { booting: 'starting', up: 'running', leaving: 'terminating' } as const;

interface Machine {
  readonly id: string;
  readonly state: string;
  readonly cpus: number;
  readonly memory_mib: number;
  readonly labels: Readonly<Record<string, string>>;
}

function toInstance(native: unknown): Instance {
  const { id, state, cpus, memory_mib: memoryMiB, labels } = native as Machine;
  // A word that nobody knows is mapped too, never passed through.
  const status = statuses[state as keyof typeof statuses] ?? 'pending';
  return { id, status, spec: { cpus, memoryMiB }, tags: labels, region: 'here' };
}

function matches(instance: Instance, { ids, statuses, tags = {}, region }: ListFilter): boolean {
  if (ids && !ids.includes(instance.id)) return false;
  if (statuses && !statuses.includes(instance.status)) return false;
  if (region !== undefined && instance.region !== region) return false;
  return Object.entries(tags).every(([key, value]) => instance.tags?.[key] === value);
}

/** An id of another shape was never given out, and in a path it could mean something else. */
function isId(id: string): boolean {
  return /^[a-z0-9-]+$/.test(id);
}

function invalid(message: string): ProviderError {
  return new ProviderError('INVALID_SPEC', message, { provider: name });
}
