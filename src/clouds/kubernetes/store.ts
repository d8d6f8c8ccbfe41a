import type { Clock, Random } from '../../provider/context.ts';
import { isoTime } from '../../provider/iso-time.ts';
import type { ClaimRecord } from './claim.ts';
import type { KubernetesOptions } from './kubernetes-options.ts';
import type { PodRecord } from './pod.ts';

/** What every object has in common. */
export interface ObjectMeta {
  readonly name: string;
  readonly uid: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly createdAtMs: number;
  /** Of the write that made it. */
  readonly createdBy: number;
  /** Infinity until somebody deletes it. */
  deletedAtMs: number;
  /** Of the write that deleted it; infinity as long as none has. */
  deletedBy: number;
}

/** A moment in the life of a store: several writes may come in one millisecond. */
export interface Moment {
  readonly atMs: number;
  /** The number of the last write by then. */
  readonly write: number;
}

/** Everything that one simulated namespace knows. Records stay for ever, so that the ledger can tell what was. */
export interface Store {
  readonly clock: Clock;
  readonly random: Random;
  readonly options: KubernetesOptions;
  readonly namespace: string;
  readonly pods: PodRecord[];
  readonly claims: ClaimRecord[];
  readonly openedAtMs: number;
  /** How many writes there were. */
  writes: number;
}

export function createStore(
  { clock, random, namespace }: Pick<Store, 'clock' | 'random' | 'namespace'>,
  options: KubernetesOptions,
): Store {
  return { clock, random, options, namespace, pods: [], claims: [], openedAtMs: clock.now(), writes: 0 };
}

export function momentNow({ clock, writes }: Store): Moment {
  return { atMs: clock.now(), write: writes };
}

/** What every new object begins with. */
export function newMeta(
  store: Store,
): Pick<ObjectMeta, 'uid' | 'createdAtMs' | 'createdBy' | 'deletedAtMs' | 'deletedBy'> {
  store.writes += 1;
  const never = Number.POSITIVE_INFINITY;
  return {
    uid: drawUid(store.random),
    createdAtMs: store.clock.now(),
    createdBy: store.writes,
    deletedAtMs: never,
    deletedBy: never,
  };
}

/** The version of an object, or of the whole store, at a moment. It only ever grows. */
export function revisionAt({ openedAtMs }: Store, { atMs, write }: Moment): string {
  return String(Math.max(0, Math.floor(atMs - openedAtMs) + 1) * writesPerMs + write);
}

/** The moment of a version; null where it is none of this store's. */
export function momentOf({ openedAtMs }: Store, revision: string): Moment | null {
  const number = Number(revision);
  if (!/^\d+$/.test(revision) || number < writesPerMs) return null;
  return { atMs: openedAtMs + Math.floor(number / writesPerMs) - 1, write: number % writesPerMs };
}

const writesPerMs = 100_000;

export function drawUid(random: Random): string {
  const hex = random.hex(32);
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20)].join('-');
}

/** Times of Kubernetes are in whole seconds. */
export function timestamp(atMs: number): string {
  return `${isoTime(atMs).slice(0, 'YYYY-MM-DDThh:mm:ss'.length)}Z`;
}
