import { type Capabilities, noCapabilities } from '../../provider/capability.ts';

/** What OrbStack machines offer, on every host. */
export const orbstackCapabilities = {
  ...noCapabilities,
  snapshots: true,
  persistentVolumes: true,
  idempotentSpawn: true,
  customNetworking: true,
} as const satisfies Capabilities;
