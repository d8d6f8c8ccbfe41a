import type { Clock, Random } from '../../provider/context.ts';
import { type JobRecord, startOf } from './job.ts';
import { neighbourOrders } from './neighbours.ts';
import type { SlurmOptions } from './slurm-options.ts';

/** Everything that one simulated controller knows. Records stay for ever, so that the ledger can tell what was. */
export interface Store {
  readonly clock: Clock;
  readonly random: Random;
  readonly options: SlurmOptions;
  readonly jobs: Map<number, JobRecord>;
  /** Goes on with every submit, also with one that is refused. */
  nextId: number;
}

export function createStore(clock: Clock, random: Random, options: SlurmOptions): Store {
  const firstId = 1 + Math.floor(random.next() * 100_000);
  const store: Store = { clock, random, options, jobs: new Map(), nextId: firstId };
  if (options.hasNeighbours) for (const order of neighbourOrders) addJob(store, order, false);
  return store;
}

export function addJob(store: Store, order: JobRecord['order'], wasRefused: boolean): JobRecord {
  const id = store.nextId;
  store.nextId += 1;
  const submittedAtMs = store.clock.now();
  const never = Number.POSITIVE_INFINITY;
  const { options } = store;
  const upAtMs = startOf({ order, submittedAtMs }, options) + options.configureMs;
  const record = {
    endsByItselfAtMs: order.ends ? upAtMs : never,
    ...{ id, order, submittedAtMs, wasRefused, keptMs: options.minJobAgeMs },
    ...{ cancelledAtMs: never, preemptedAtMs: never },
  };
  store.jobs.set(id, record);
  return record;
}
