import { a, type Having, type Lacking, type With } from './declared.ts';

// A flag that is literally true needs every one of its methods.

// @ts-expect-error TS2322
export const withoutCreateSnapshot: With<'snapshots'> = a<Lacking<'snapshots', 'createSnapshot'>>();
// @ts-expect-error TS2322
export const withoutGetSnapshotStatus: With<'snapshots'> = a<Lacking<'snapshots', 'getSnapshotStatus'>>();
// @ts-expect-error TS2322
export const withoutDeleteSnapshot: With<'snapshots'> = a<Lacking<'snapshots', 'deleteSnapshot'>>();

// @ts-expect-error TS2322
export const withoutRequestSpotInstance: With<'spot'> = a<Lacking<'spot', 'requestSpotInstance'>>();
// @ts-expect-error TS2322
export const withoutCancelSpotRequest: With<'spot'> = a<Lacking<'spot', 'cancelSpotRequest'>>();
// @ts-expect-error TS2322
export const withoutGetSpotPrices: With<'spot'> = a<Lacking<'spot', 'getSpotPrices'>>();

// @ts-expect-error TS2322
export const withoutListRegions: With<'multiRegion'> = a<Lacking<'multiRegion', 'listRegions'>>();

// @ts-expect-error TS2322
export const withoutCreateVolume: With<'persistentVolumes'> = a<Lacking<'persistentVolumes', 'createVolume'>>();
// @ts-expect-error TS2322
export const withoutGetVolume: With<'persistentVolumes'> = a<Lacking<'persistentVolumes', 'getVolume'>>();
// @ts-expect-error TS2322
export const withoutDeleteVolume: With<'persistentVolumes'> = a<Lacking<'persistentVolumes', 'deleteVolume'>>();

// @ts-expect-error TS2322
export const withoutClaimWarmVolume: With<'warmVolumes'> = a<Lacking<'warmVolumes', 'claimWarmVolume'>>();
// @ts-expect-error TS2322
export const withoutReleaseWarmVolume: With<'warmVolumes'> = a<Lacking<'warmVolumes', 'releaseWarmVolume'>>();

// @ts-expect-error TS2322
export const withoutHibernate: With<'hibernation'> = a<Lacking<'hibernation', 'hibernate'>>();
// @ts-expect-error TS2322
export const withoutResume: With<'hibernation'> = a<Lacking<'hibernation', 'resume'>>();

// @ts-expect-error TS2322
export const withoutGetCosts: With<'costExplorer'> = a<Lacking<'costExplorer', 'getCosts'>>();

// A flag that is literally false allows none of them.

// @ts-expect-error TS2322
export const undeclaredCreateSnapshot: With<never> = a<Having<'snapshots', 'createSnapshot'>>();
// @ts-expect-error TS2322
export const undeclaredGetSnapshotStatus: With<never> = a<Having<'snapshots', 'getSnapshotStatus'>>();
// @ts-expect-error TS2322
export const undeclaredDeleteSnapshot: With<never> = a<Having<'snapshots', 'deleteSnapshot'>>();

// @ts-expect-error TS2322
export const undeclaredRequestSpotInstance: With<never> = a<Having<'spot', 'requestSpotInstance'>>();
// @ts-expect-error TS2322
export const undeclaredCancelSpotRequest: With<never> = a<Having<'spot', 'cancelSpotRequest'>>();
// @ts-expect-error TS2322
export const undeclaredGetSpotPrices: With<never> = a<Having<'spot', 'getSpotPrices'>>();

// @ts-expect-error TS2322
export const undeclaredListRegions: With<never> = a<Having<'multiRegion', 'listRegions'>>();

// @ts-expect-error TS2322
export const undeclaredCreateVolume: With<never> = a<Having<'persistentVolumes', 'createVolume'>>();
// @ts-expect-error TS2322
export const undeclaredGetVolume: With<never> = a<Having<'persistentVolumes', 'getVolume'>>();
// @ts-expect-error TS2322
export const undeclaredDeleteVolume: With<never> = a<Having<'persistentVolumes', 'deleteVolume'>>();

// @ts-expect-error TS2322
export const undeclaredClaimWarmVolume: With<never> = a<Having<'warmVolumes', 'claimWarmVolume'>>();
// @ts-expect-error TS2322
export const undeclaredReleaseWarmVolume: With<never> = a<Having<'warmVolumes', 'releaseWarmVolume'>>();

// @ts-expect-error TS2322
export const undeclaredHibernate: With<never> = a<Having<'hibernation', 'hibernate'>>();
// @ts-expect-error TS2322
export const undeclaredResume: With<never> = a<Having<'hibernation', 'resume'>>();

// @ts-expect-error TS2322
export const undeclaredGetCosts: With<never> = a<Having<'costExplorer', 'getCosts'>>();

// A flag without methods may be either, with nothing else to write.

export const gpu: With<'gpu'> = a<Lacking<'gpu', never>>();
export const tailscaleNative: With<'tailscaleNative'> = a<Lacking<'tailscaleNative', never>>();
export const idempotentSpawn: With<'idempotentSpawn'> = a<Lacking<'idempotentSpawn', never>>();
export const customNetworking: With<'customNetworking'> = a<Lacking<'customNetworking', never>>();
export const none: With<never> = a<Lacking<never, never>>();
