import { type Capabilities, noCapabilities } from '../../provider/capability.ts';

/** What the adapter honours of what EC2 offers. */
export const awsCapabilities = {
  ...noCapabilities,
  snapshots: true,
  spot: true,
  gpu: true,
  multiRegion: true,
  persistentVolumes: true,
  warmVolumes: true,
  hibernation: true,
  costExplorer: true,
  idempotentSpawn: true,
  customNetworking: true,
} as const satisfies Capabilities;
