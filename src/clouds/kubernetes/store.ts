import type { Clock, Random } from '../../provider/context.ts';
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
  /** Infinity until somebody deletes it. */
  deletedAtMs: number;
  /** The time of its last change that somebody asked for. */
  changedAtMs: number;
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
}

export function createStore(
  { clock, random, namespace }: Pick<Store, 'clock' | 'random' | 'namespace'>,
  options: KubernetesOptions,
): Store {
  return { clock, random, options, namespace, pods: [], claims: [], openedAtMs: clock.now() };
}

/** The version of an object, or of the whole store, that a change at this time made. It only ever grows. */
export function revisionAt({ openedAtMs }: Store, atMs: number): string {
  return String(revisionBase + Math.max(0, Math.floor(atMs - openedAtMs)));
}

/** The time of a version; null where it is none of this store's. */
export function timeOf({ openedAtMs }: Store, revision: string): number | null {
  const number = Number(revision);
  return /^\d+$/.test(revision) && number >= revisionBase ? openedAtMs + number - revisionBase : null;
}

const revisionBase = 1_000;

export function drawUid(random: Random): string {
  const hex = random.hex(32);
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20)].join('-');
}

/** Times of Kubernetes are in whole seconds. */
export function timestamp(atMs: number): string {
  return new Date(atMs).toISOString().replace(/\.\d+Z$/, 'Z');
}
