import { nativeErrorKinds } from '../../testbed/fault.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { pageSize } from './moto-service.ts';
import { subnetNames } from './subnet-names.ts';

/** A few of the 38 that moto has: a list asks each of them. The first is home. */
export const regions: readonly string[] = ['us-east-1', 'eu-central-1', 'us-west-2'];

/** How many warm volumes the provider is told to keep. */
export const warmPoolSize = 3;

/** Of the world's clock, on which moto takes no time; a machine is given the time that the adapter gives it. */
const tolerances = {
  consistencyWindowMs: 1_000,
  bootTimeoutMs: 60_000,
  terminateTimeoutMs: 60_000,
  callTimeoutMs: 120_000,
};

/** What a generator must know of an account in moto. */
export function worldFacts(secret: string): WorldFacts {
  return {
    regions,
    zones: [...'abcdef'].map((zone) => `us-east-1${zone}`),
    images: ['debian', 'ubuntu'],
    smallest: { cpus: 1, memoryMiB: 512 },
    largest: { cpus: 16, memoryMiB: 65_536 },
    roundsUp: true,
    pageSize,
    instancesMax: 16,
    networks: subnetNames,
    gpuModels: ['T4', 'L4', 'A10G'],
    gpusMax: 1,
    spotBids: { hopeless: 0.003, sure: 1 },
    spotSleeps: false,
    volumeGiBMax: 16_384,
    warmVolumesMax: warmPoolSize,
    warmClaimMs: 3_600_000,
    nativeErrors: nativeErrorKinds,
    tolerances,
    secrets: [secret],
  };
}
