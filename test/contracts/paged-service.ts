import type { Clock } from '../../src/provider/context.ts';
import type { InstanceStatus } from '../../src/provider/instance.ts';
import type { SpawnRequest } from '../../src/provider/requests.ts';
import type { Fault, FaultInjector, NativeErrorKind, WireOperation } from '../../src/testbed/fault.ts';
import { pagedFacts } from './paged-facts.ts';

/** How odd the service and its provider are, while they keep every promise. */
export interface PagedManners {
  readonly bootMs: number;
  readonly deleteMs: number;
  /** How long a machine that is gone still shows. */
  readonly tombstoneMs: number;
  /** Every read is this old. */
  readonly lagMs: number;
  readonly latencyMs: number;
  readonly pageSize: number;
  /** Machines of somebody else, among ours. */
  readonly foreign: number;
  readonly shuffled: boolean;
  /** Whether spawn tells no more than id and status. */
  readonly terse: boolean;
  /** Whether list leaves out all but what a filter needs. */
  readonly summary: boolean;
  /** Whether get looks through a list. */
  readonly getByList: boolean;
  /** How often the provider tries again after a retryable failure. */
  readonly retries: number;
}

export const plainPagedManners: PagedManners = {
  bootMs: 0,
  deleteMs: 0,
  tombstoneMs: 0,
  lagMs: 0,
  latencyMs: 0,
  pageSize: 3,
  foreign: 0,
  shuffled: false,
  terse: false,
  summary: false,
  getByList: false,
  retries: 0,
};

export interface NativeMachine {
  readonly id: string;
  readonly request: SpawnRequest;
  readonly bornMs: number;
  endMs: number;
  status: InstanceStatus;
}

/** What the service throws, in words of its own. It knows who calls, and says so. */
export class NativeFailure extends Error {
  readonly kind: NativeErrorKind;
  readonly retryAfterMs?: number;

  constructor(kind: NativeErrorKind, retryAfterMs?: number) {
    super(`service says: ${kind}`);
    this.kind = kind;
    if (retryAfterMs !== undefined) this.retryAfterMs = retryAfterMs;
  }
}

export interface PagedService {
  readonly faults: FaultInjector;
  create(request: SpawnRequest): Promise<NativeMachine>;
  destroy(id: string): Promise<void>;
  find(id: string): Promise<NativeMachine | undefined>;
  page(cursor: number): Promise<{ readonly machines: readonly NativeMachine[]; readonly next?: number }>;
}

/** A service in memory that pages, lags, and fails on demand. */
export function createPagedService(clock: Clock, manners: PagedManners): PagedService {
  const machines = new Map<string, NativeMachine>();
  const faults = createFaults();
  const add = (request: SpawnRequest, bornMs: number): NativeMachine => {
    const id = `toy-${machines.size + 1}`;
    const machine: NativeMachine = { id, request, bornMs, endMs: Number.POSITIVE_INFINITY, status: 'pending' };
    machines.set(id, machine);
    return machine;
  };
  const visible = (): readonly NativeMachine[] => {
    const atMs = clock.now() - manners.lagMs;
    const seen = [...machines.values()].filter((machine) => isVisible(machine, manners, atMs));
    return seen.map((machine) => ({ ...machine, status: statusOf(machine, manners, atMs) }));
  };
  const meet = async (operation: WireOperation): Promise<void> => {
    await clock.sleep(manners.latencyMs);
    faults.meet(operation);
  };
  for (let index = 0; index < manners.foreign; index += 1) {
    add({ spec: pagedFacts.smallest, tags: { owner: 'somebody else' } }, Number.NEGATIVE_INFINITY);
  }

  return {
    faults,
    create: async (request) => {
      await meet('spawn');
      return add(structuredClone(request), clock.now());
    },
    destroy: async (id) => {
      await meet('terminate');
      const machine = machines.get(id);
      if (machine) machine.endMs = Math.min(machine.endMs, clock.now());
    },
    find: async (id) => {
      await meet('get');
      return visible().find((machine) => machine.id === id);
    },
    page: async (cursor) => {
      await meet('list');
      const all = manners.shuffled ? visible().toReversed() : visible();
      const next = cursor + manners.pageSize;
      return { machines: all.slice(cursor, next), ...(next < all.length && { next }) };
    },
  };
}

function isVisible(machine: NativeMachine, manners: PagedManners, atMs: number): boolean {
  return atMs >= machine.bornMs && atMs < machine.endMs + manners.deleteMs + manners.tombstoneMs;
}

function statusOf(machine: NativeMachine, manners: PagedManners, atMs: number): InstanceStatus {
  if (atMs >= machine.endMs + manners.deleteMs) return 'terminated';
  if (atMs >= machine.endMs) return 'terminating';
  return atMs >= machine.bornMs + manners.bootMs ? 'running' : 'pending';
}

interface Forced {
  readonly fault: Fault;
  touched: number;
  matched: number;
  isHealed: boolean;
}

function createFaults(): FaultInjector & { meet(operation: WireOperation): void } {
  const all: Forced[] = [];
  return {
    nativeErrors: pagedFacts.nativeErrors,
    kinds: ['native-error'],
    inject: (fault) => {
      const forced: Forced = { fault, touched: 0, matched: 0, isHealed: false };
      all.push(forced);
      return {
        fault,
        get touched() {
          return forced.touched;
        },
        heal: () => {
          forced.isHealed = true;
        },
      };
    },
    meet: (operation) => {
      const met = all.find((forced) => isTouched(forced, operation));
      if (met?.fault.kind !== 'native-error') return;
      met.touched += 1;
      throw new NativeFailure(met.fault.error, met.fault.retryAfterMs);
    },
  };
}

function isTouched(forced: Forced, operation: WireOperation): boolean {
  const { scope } = forced.fault;
  if (forced.isHealed || (scope.operation !== undefined && scope.operation !== operation)) return false;
  forced.matched += 1;
  return scope.nth === undefined || scope.nth === forced.matched;
}
