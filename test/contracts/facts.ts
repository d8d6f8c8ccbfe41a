import { type Capabilities, capabilityNames } from '../../src/provider/capability.ts';
import { faultKinds } from '../../src/testbed/fault.ts';
import type { WorldFacts } from '../../src/testbed/world-facts.ts';

/** A world as a generator sees it. */
export const facts: WorldFacts = {
  regions: ['local', 'remote'],
  images: ['debian:stable-slim', 'alpine:3'],
  smallest: { cpus: 1, memoryMiB: 64 },
  largest: { cpus: 8, memoryMiB: 16_384 },
  instancesMax: 8,
  nativeErrors: ['capacity', 'auth', 'rate-limit', 'quota', 'invalid', 'not-found', 'unavailable', 'unknown'],
  tolerances: { consistencyWindowMs: 1_000, bootTimeoutMs: 60_000, terminateTimeoutMs: 30_000, callTimeoutMs: 30_000 },
  secrets: [],
};

/** The smallest world a case has to fit into. */
export const tinyFacts: WorldFacts = { ...facts, regions: ['local'], instancesMax: 1, largest: facts.smallest };

/** What is asked of a provider that comes without a testbed: nobody knows its regions and images. */
export const unknownFacts: WorldFacts = { ...facts, regions: [], images: [], nativeErrors: [], instancesMax: 3 };

/** A world that has everything. */
export const richFacts: WorldFacts = {
  ...facts,
  declared: Object.fromEntries(capabilityNames.map((name) => [name, true])) as Capabilities,
  faultKinds,
  networks: ['bridge', 'isolated'],
  gpuModels: ['H100', 'A10'],
  gpusMax: 4,
  volumeGiBMax: 1_024,
  warmVolumesMax: 2,
};
