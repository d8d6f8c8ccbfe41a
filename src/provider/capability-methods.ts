import type { Capability } from './capability.ts';
import type { CapabilityMethods } from './provider.ts';

type MethodNames = { readonly [K in Capability]: readonly (keyof CapabilityMethods[K] & string)[] };

/**
 * The names of the methods that each flag adds, for checks at run time.
 *
 * @example
 * for (const method of capabilityMethodNames.snapshots) console.log(method);
 */
export const capabilityMethodNames: MethodNames = {
  snapshots: ['createSnapshot', 'getSnapshotStatus', 'deleteSnapshot'],
  spot: ['requestSpotInstance', 'cancelSpotRequest', 'getSpotPrices'],
  gpu: [],
  multiRegion: ['listRegions'],
  persistentVolumes: ['createVolume', 'getVolume', 'deleteVolume'],
  warmVolumes: ['claimWarmVolume', 'releaseWarmVolume'],
  hibernation: ['hibernate', 'resume'],
  costExplorer: ['getCosts'],
  tailscaleNative: [],
  idempotentSpawn: [],
  customNetworking: [],
};
