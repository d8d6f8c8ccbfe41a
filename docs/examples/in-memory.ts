import {
  defineProvider,
  generateBootstrap,
  type Instance,
  type InstanceStatus,
  type ListFilter,
  noCapabilities,
  ProviderError,
  refuseUndeclared,
  type SpawnRequest,
} from 'assay';

const name = 'in-memory';

interface Machine {
  readonly id: string;
  readonly request: SpawnRequest;
  readonly createdAtMs: number;
}

/** How long a machine takes to boot. */
const bootMs = 20;

export default defineProvider({
  name,
  create: ({ clock, random }) => {
    const machines = new Map<string, Machine>();
    const toInstance = (machine: Machine): Instance => show(machine, clock.now());

    return {
      provider: {
        name,
        tier: 'additional',
        capabilities: noCapabilities,
        spawn: async (request) => {
          refuseUndeclared(request, noCapabilities, name);
          check(request);
          const machine = { id: `m-${random.hex(12)}`, request: structuredClone(request), createdAtMs: clock.now() };
          machines.set(machine.id, machine);
          return toInstance(machine);
        },
        terminate: async (id) => {
          machines.delete(id);
        },
        get: async (id) => {
          const machine = machines.get(id);
          return machine ? toInstance(machine) : null;
        },
        list: async (filter = {}) =>
          [...machines.values()].map(toInstance).filter((instance) => matches(instance, filter)),
        generateBootstrap: (request) => generateBootstrap(request, name),
      },
      hooks: {
        onStartup: async () => {},
        onShutdown: async () => {},
        onHeartbeat: async (tasks) =>
          tasks.map(({ id, type }) =>
            type === 'health_check' || type === 'reconcile'
              ? { taskId: id, outcome: 'completed' as const }
              : { taskId: id, outcome: 'skipped' as const, reason: `no task of type ${JSON.stringify(type)}` },
          ),
      },
    };
  },
});

/** A fresh object for every reader, so that nobody can change what the next one sees. */
function show({ id, request, createdAtMs }: Machine, nowMs: number): Instance {
  const status: InstanceStatus = nowMs - createdAtMs < bootMs ? 'starting' : 'running';
  const { spec, tags = {}, region = 'here' } = structuredClone(request);
  return { id, status, spec, tags, region, createdAt: new Date(createdAtMs).toISOString() };
}

function check({ spec }: SpawnRequest): void {
  const sizes = [spec?.cpus, spec?.memoryMiB];
  if (sizes.every((size) => Number.isInteger(size) && size >= 1)) return;
  throw new ProviderError('INVALID_SPEC', 'cpus and memoryMiB must be whole numbers of at least 1', { provider: name });
}

/** Parts combine by AND; `ids` and `statuses` by OR within; an absent part does not narrow. */
function matches(instance: Instance, { ids, statuses, tags = {}, region }: ListFilter): boolean {
  if (ids && !ids.includes(instance.id)) return false;
  if (statuses && !statuses.includes(instance.status)) return false;
  if (region !== undefined && instance.region !== region) return false;
  return Object.entries(tags).every(([key, value]) => instance.tags?.[key] === value);
}
