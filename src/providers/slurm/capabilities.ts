import { type Capabilities, noCapabilities } from '../../provider/capability.ts';

/** A job is started and ended: no stop that frees its node, no volume, no bill, no network, no token for a submit. */
export const plainCapabilities = { ...noCapabilities } as const satisfies Capabilities;

/** Where the partition has GPUs. */
export const gpuCapabilities = { ...noCapabilities, gpu: true } as const satisfies Capabilities;

/** Where there is a pre-emptible partition too, and a price for it. */
export const spotCapabilities = { ...noCapabilities, spot: true } as const satisfies Capabilities;

export const gpuSpotCapabilities = { ...noCapabilities, gpu: true, spot: true } as const satisfies Capabilities;

export type OnDemandCapabilities = typeof plainCapabilities | typeof gpuCapabilities;
export type SpotCapabilities = typeof spotCapabilities | typeof gpuSpotCapabilities;
