/**
 * The 11 capability flags, in the order in which every table prints them.
 *
 * @example
 * for (const capability of capabilityNames) console.log(capability);
 */
export const capabilityNames = [
  'snapshots',
  'spot',
  'gpu',
  'multiRegion',
  'persistentVolumes',
  'warmVolumes',
  'hibernation',
  'costExplorer',
  'tailscaleNative',
  'idempotentSpawn',
  'customNetworking',
] as const;

/** One of the 11 flags. */
export type Capability = (typeof capabilityNames)[number];

/** All 11 flags. A provider declares them as literal types (`as const`), so that the compiler can gate its methods. */
export type Capabilities = { readonly [K in Capability]: boolean };

/**
 * Every flag off: spread it and switch on what the service has.
 *
 * @example
 * const capabilities = { ...noCapabilities, gpu: true } as const satisfies Capabilities;
 */
export const noCapabilities: { readonly [K in Capability]: false } = {
  snapshots: false,
  spot: false,
  gpu: false,
  multiRegion: false,
  persistentVolumes: false,
  warmVolumes: false,
  hibernation: false,
  costExplorer: false,
  tailscaleNative: false,
  idempotentSpawn: false,
  customNetworking: false,
};
