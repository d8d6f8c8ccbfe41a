import { type Capabilities, noCapabilities } from '../../provider/capability.ts';

/** A pod has no stop and no image of itself; its network is the cluster's; a cluster is in one zone; costs are in the console alone. */
export const onDemandCapabilities = {
  ...noCapabilities,
  gpu: true,
  persistentVolumes: true,
  idempotentSpawn: true,
} as const satisfies Capabilities;

/** Where there are spot node pools too, and a price for them. */
export const spotCapabilities = { ...onDemandCapabilities, spot: true } as const satisfies Capabilities;

export type OnDemandCapabilities = typeof onDemandCapabilities;
export type SpotCapabilities = typeof spotCapabilities;
