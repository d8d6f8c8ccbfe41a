import type { Clock, Random } from '../../provider/context.ts';
import { type PodRecord, statusAt } from './pod.ts';
import type { SimulatedRunpodOptions } from './simulated-runpod-options.ts';

export interface NetworkVolumeRecord {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly dataCenter: string;
  gone: boolean;
}

/** Everything that one simulated account knows. Records stay for ever, so that the ledger can tell what was. */
export interface Store {
  readonly clock: Clock;
  readonly random: Random;
  readonly options: SimulatedRunpodOptions;
  readonly pods: Map<string, PodRecord>;
  readonly volumes: Map<string, NetworkVolumeRecord>;
  readonly openedAtMs: number;
  /** Past bills follow from it. */
  readonly costSeed: number;
  balanceUsd: number;
}

export function createStore(clock: Clock, random: Random, options: SimulatedRunpodOptions): Store {
  return {
    clock,
    random,
    options,
    pods: new Map(),
    volumes: new Map(),
    openedAtMs: clock.now(),
    costSeed: Math.floor(random.next() * 2 ** 32),
    balanceUsd: options.balanceUsd,
  };
}

/** The pods that nobody has deleted, running or not. */
export function standingPods({ pods, clock }: Store): readonly PodRecord[] {
  const nowMs = clock.now();
  return [...pods.values()].filter((pod) => nowMs < pod.deletedAtMs);
}

/** What the account spends in an hour now. */
export function spendPerHour(store: Store): number {
  const nowMs = store.clock.now();
  return standingPods(store)
    .filter((pod) => isBilled(pod, nowMs, store))
    .reduce((sum, { costPerHour }) => sum + costPerHour, 0);
}

export function isBilled(pod: PodRecord, atMs: number, { options }: Store): boolean {
  const status = statusAt(pod, atMs, options);
  return status === 'PROVISIONING' || status === 'STARTING' || status === 'RUNNING';
}

/** The pod that has a network volume mounted, if any. */
export function holderOf(store: Store, volumeId: string): PodRecord | undefined {
  return standingPods(store).find(({ order }) => order.networkMount?.volumeId === volumeId);
}

/** Ids as the service writes them: lower-case letters and digits. */
export function drawId(random: Random): string {
  return Array.from({ length: 14 }, () => idLetters[Math.floor(random.next() * idLetters.length)]).join('');
}

const idLetters = 'abcdefghijklmnopqrstuvwxyz0123456789';
