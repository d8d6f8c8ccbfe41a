import { type Capabilities, noCapabilities } from '../../provider/capability.ts';

/**
 * What RunPod offers through its REST API v2 and, for spot, GraphQL. There is no client token and names are not unique, so
 * `idempotentSpawn` stays false: an adapter can look for the pod of a request before it makes another, but of two requests
 * at the same time neither sees the other's pod.
 */
export const runpodCapabilities = {
  ...noCapabilities,
  spot: true,
  gpu: true,
  multiRegion: true,
  persistentVolumes: true,
  costExplorer: true,
} as const satisfies Capabilities;
