import { nativeErrorKinds } from '../../testbed/fault.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';

/** The cheapest machine that has its cores for long enough, how many of it a run has at a time, and what goes with it. */
export const liveMachine = {
  name: 'e2-small',
  usdPerHour: 0.0168,
  instancesMax: 2,
  image: 'debian-12',
  network: 'default',
  diskGiB: 10,
  /** Of a balanced disk. */
  usdPerGiBMonth: 0.1,
} as const;

const tolerances = {
  consistencyWindowMs: 30_000,
  bootTimeoutMs: 300_000,
  terminateTimeoutMs: 300_000,
  // A spawn waits for the operations of one zone after another.
  callTimeoutMs: 900_000,
};

/** What may be asked for at the real service: two of one cheap machine, in one region, and nothing more. */
export function liveFacts(region: string, secrets: readonly string[]): WorldFacts {
  return {
    regions: [region],
    images: [liveMachine.image],
    smallest: { cpus: 1, memoryMiB: 1_024 },
    largest: { cpus: 2, memoryMiB: 2_048 },
    roundsUp: true,
    instancesMax: liveMachine.instancesMax,
    networks: [liveMachine.network],
    // The spot market sells below the price on demand, and nothing for next to nothing.
    spotBids: { hopeless: 0.0001, sure: liveMachine.usdPerHour * 2 },
    volumeGiBMin: liveMachine.diskGiB,
    volumeGiBMax: liveMachine.diskGiB,
    nativeErrors: nativeErrorKinds,
    tolerances,
    secrets,
  };
}
