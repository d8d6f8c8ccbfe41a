import type { AnyProvider, MachineSpec } from 'assay';
import { a, type With } from './declared.ts';

// A gated method can be called where its flag is literally true, and nowhere else.

const spec = a<MachineSpec>();
const plain = a<With<never>>();
const any = a<AnyProvider>();

const snapshots = a<With<'snapshots'>>();
void snapshots.createSnapshot('i');
// @ts-expect-error TS2722
void plain.createSnapshot('i');
// @ts-expect-error TS2339
void any.createSnapshot('i');
void snapshots.getSnapshotStatus('s');
// @ts-expect-error TS2722
void plain.getSnapshotStatus('s');
// @ts-expect-error TS2339
void any.getSnapshotStatus('s');
void snapshots.deleteSnapshot('s');
// @ts-expect-error TS2722
void plain.deleteSnapshot('s');
// @ts-expect-error TS2339
void any.deleteSnapshot('s');

const spot = a<With<'spot'>>();
void spot.requestSpotInstance({ spec, maxPriceUsdPerHour: 1 });
// @ts-expect-error TS2722
void plain.requestSpotInstance({ spec, maxPriceUsdPerHour: 1 });
// @ts-expect-error TS2339
void any.requestSpotInstance({ spec, maxPriceUsdPerHour: 1 });
void spot.cancelSpotRequest('t');
// @ts-expect-error TS2722
void plain.cancelSpotRequest('t');
// @ts-expect-error TS2339
void any.cancelSpotRequest('t');
void spot.getSpotPrices({ region: 'r' });
// @ts-expect-error TS2722
void plain.getSpotPrices({ region: 'r' });
// @ts-expect-error TS2339
void any.getSpotPrices({ region: 'r' });

const multiRegion = a<With<'multiRegion'>>();
void multiRegion.listRegions();
// @ts-expect-error TS2722
void plain.listRegions();
// @ts-expect-error TS2339
void any.listRegions();

const persistentVolumes = a<With<'persistentVolumes'>>();
void persistentVolumes.createVolume({ sizeGiB: 1 });
// @ts-expect-error TS2722
void plain.createVolume({ sizeGiB: 1 });
// @ts-expect-error TS2339
void any.createVolume({ sizeGiB: 1 });
void persistentVolumes.getVolume('v');
// @ts-expect-error TS2722
void plain.getVolume('v');
// @ts-expect-error TS2339
void any.getVolume('v');
void persistentVolumes.deleteVolume('v');
// @ts-expect-error TS2722
void plain.deleteVolume('v');
// @ts-expect-error TS2339
void any.deleteVolume('v');

const warmVolumes = a<With<'warmVolumes'>>();
void warmVolumes.claimWarmVolume();
// @ts-expect-error TS2722
void plain.claimWarmVolume();
// @ts-expect-error TS2339
void any.claimWarmVolume();
void warmVolumes.releaseWarmVolume('v');
// @ts-expect-error TS2722
void plain.releaseWarmVolume('v');
// @ts-expect-error TS2339
void any.releaseWarmVolume('v');

const hibernation = a<With<'hibernation'>>();
void hibernation.hibernate('i');
// @ts-expect-error TS2722
void plain.hibernate('i');
// @ts-expect-error TS2339
void any.hibernate('i');
void hibernation.resume('i');
// @ts-expect-error TS2722
void plain.resume('i');
// @ts-expect-error TS2339
void any.resume('i');

const costExplorer = a<With<'costExplorer'>>();
void costExplorer.getCosts({ from: 'a', to: 'b' });
// @ts-expect-error TS2722
void plain.getCosts({ from: 'a', to: 'b' });
// @ts-expect-error TS2339
void any.getCosts({ from: 'a', to: 'b' });

// Nor does asking first help: what is never there cannot be called.
// @ts-expect-error TS2349
void plain.createSnapshot?.('i');
