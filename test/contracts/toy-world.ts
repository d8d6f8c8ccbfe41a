import { reasonToRefuse } from '../../src/contracts/invalid-request.ts';
import { noCapabilities } from '../../src/provider/capability.ts';
import type { Clock } from '../../src/provider/context.ts';
import type { Instance, InstanceStatus } from '../../src/provider/instance.ts';
import type { AnyProvider } from '../../src/provider/provider.ts';
import { ProviderError, type ProviderErrorCode } from '../../src/provider/provider-error.ts';
import type { SpawnRequest } from '../../src/provider/requests.ts';
import type { Fault, FaultInjector, NativeErrorKind, WireOperation } from '../../src/testbed/fault.ts';
import type { World } from '../../src/testbed/testbed.ts';
import { facts } from './facts.ts';
import { createToyClock } from './toy-clock.ts';

/** How odd the toy service is, while it keeps every promise. */
export interface ToyManners {
  readonly bootMs: number;
  readonly deleteMs: number;
  /** How long a machine that is gone still shows as terminated. */
  readonly tombstoneMs: number;
  /** Every read may be this old. */
  readonly lagMs: number;
  /** Whether spawn tells no more than id and status. */
  readonly terse: boolean;
  readonly latencyMs: number;
}

export const plainManners: ToyManners = {
  bootMs: 0,
  deleteMs: 0,
  tombstoneMs: 0,
  lagMs: 0,
  terse: false,
  latencyMs: 0,
};

/** A machine of the toy service. Mutants may change it. */
export interface ToyMachine {
  readonly id: string;
  readonly request: SpawnRequest;
  readonly bornMs: number;
  endMs: number;
}

export interface ToyService {
  readonly clock: Clock;
  readonly machines: Map<string, ToyMachine>;
}

/** Changes a correct provider into a broken one. */
export type Spoil = (provider: AnyProvider, service: ToyService) => Partial<AnyProvider>;

/** A world in memory with a provider that keeps every promise, unless spoilt. */
export function openToyWorld(manners: ToyManners = plainManners, spoil: Spoil = () => ({})): World {
  const clock = createToyClock();
  const service: ToyService = { clock, machines: new Map() };
  const faults = createToyFaults();
  const correct = createToyProvider(service, manners, faults);
  return {
    registration: {
      provider: { ...correct, ...spoil(correct, service) } as AnyProvider,
      hooks: { onStartup: async () => {}, onShutdown: async () => {}, onHeartbeat: async () => [] },
    },
    clock,
    facts,
    transcript: { entries: () => [] },
    ledger: {
      entries: async () => [...service.machines.values()].map((machine) => toEntry(machine, manners, clock.now())),
    },
    faults,
    close: async () => {},
  };
}

function createToyProvider({ clock, machines }: ToyService, manners: ToyManners, faults: ToyFaults): AnyProvider {
  const read = (machine: ToyMachine): Instance | null => toInstance(machine, manners, clock.now() - manners.lagMs);
  const create = (request: SpawnRequest): ToyMachine => {
    const machine = {
      id: `toy-${machines.size + 1}`,
      request: structuredClone(request),
      bornMs: clock.now(),
      endMs: Infinity,
    };
    machines.set(machine.id, machine);
    return machine;
  };
  const answer = async <T>(operation: WireOperation, act: () => T): Promise<T> => {
    await clock.sleep(manners.latencyMs);
    return faults.meet(operation, clock, act);
  };

  return {
    name: 'toy',
    tier: 'additional',
    capabilities: noCapabilities,
    spawn: async (request) => {
      const reason = reasonToRefuse(request, facts);
      if (reason !== undefined) throw new ProviderError('INVALID_SPEC', reason, { provider: 'toy' });
      const machine = await answer('spawn', () => create(request));
      const instance = toInstance(machine, manners, clock.now());
      return manners.terse || !instance ? { id: machine.id, status: 'pending' } : instance;
    },
    terminate: (id) =>
      answer('terminate', () => {
        const machine = machines.get(id);
        if (machine) machine.endMs = Math.min(machine.endMs, clock.now());
      }),
    get: (id) =>
      answer('get', () => {
        const machine = machines.get(id);
        return machine ? read(machine) : null;
      }),
    list: (filter) =>
      answer('list', () =>
        [...machines.values()]
          .map(read)
          .filter((instance) => instance !== null)
          .filter(({ status }) => filter?.statuses === undefined || filter.statuses.includes(status)),
      ),
    generateBootstrap: () => ({ content: '', format: 'shell', checksum: '' }),
  };
}

function toInstance(machine: ToyMachine, manners: ToyManners, atMs: number): Instance | null {
  const goneMs = machine.endMs + manners.deleteMs;
  if (atMs < machine.bornMs || atMs >= goneMs + manners.tombstoneMs) return null;
  const { spec, tags, image } = machine.request;
  const region = machine.request.region ?? 'local';
  return structuredClone({
    id: machine.id,
    status: statusOf(machine, manners, atMs),
    region,
    spec,
    tags: tags ?? {},
    ...(image && { image }),
  });
}

function statusOf(machine: ToyMachine, manners: ToyManners, atMs: number): InstanceStatus {
  if (atMs >= machine.endMs + manners.deleteMs) return 'terminated';
  if (atMs >= machine.endMs) return 'terminating';
  return atMs >= machine.bornMs + manners.bootMs ? 'running' : 'pending';
}

function toEntry(machine: ToyMachine, manners: ToyManners, nowMs: number) {
  const gone = nowMs >= machine.endMs + manners.deleteMs;
  const running = !gone && nowMs >= machine.bornMs + manners.bootMs;
  return { kind: 'instance', id: machine.id, gone, running, tags: machine.request.tags ?? {} } as const;
}

interface ToyFaults extends FaultInjector {
  meet<T>(operation: WireOperation, clock: Clock, act: () => T): Promise<T>;
}

interface ForcedFault {
  readonly fault: Fault;
  touched: number;
  matched: number;
  isHealed: boolean;
}

const codes: Readonly<Record<NativeErrorKind, ProviderErrorCode>> = {
  capacity: 'CAPACITY_ERROR',
  auth: 'AUTH_ERROR',
  'rate-limit': 'RATE_LIMIT_ERROR',
  quota: 'QUOTA_EXCEEDED',
  invalid: 'INVALID_SPEC',
  'not-found': 'NOT_FOUND',
  unavailable: 'PROVIDER_UNAVAILABLE',
  unknown: 'UNCLASSIFIED',
};

function createToyFaults(): ToyFaults {
  const forced: ForcedFault[] = [];
  const fails = (code: ProviderErrorCode, ambiguous: boolean): never => {
    throw new ProviderError(code, 'the toy service failed', { provider: 'toy', ambiguous });
  };
  return {
    nativeErrors: facts.nativeErrors,
    kinds: ['native-error', 'hang', 'response-lost', 'error-after-success'],
    inject: (fault) => {
      const force: ForcedFault = { fault, touched: 0, matched: 0, isHealed: false };
      forced.push(force);
      return {
        fault,
        get touched() {
          return force.touched;
        },
        heal: () => {
          force.isHealed = true;
        },
      };
    },
    meet: async (operation, clock, act) => {
      const met = forced.find((force) => touches(force, operation));
      if (!met) return act();
      met.touched += 1;
      const { fault } = met;
      if (fault.kind === 'native-error') fails(codes[fault.error], fault.error === 'unavailable');
      if (fault.kind === 'hang') await clock.sleep(10_000);
      else act();
      return fails('PROVIDER_UNAVAILABLE', true);
    },
  };
}

function touches(force: ForcedFault, operation: WireOperation): boolean {
  const { scope } = force.fault;
  if (force.isHealed || (scope.operation !== undefined && scope.operation !== operation)) return false;
  force.matched += 1;
  if (scope.nth !== undefined) return force.matched === scope.nth;
  return scope.count === undefined || force.touched < scope.count;
}
