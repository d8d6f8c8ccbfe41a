import { type AnyProvider, supports } from 'assay';
import { a, type With } from './declared.ts';

// supports() opens exactly the methods of the flag that it asked for.

export async function narrow(provider: AnyProvider): Promise<void> {
  if (supports(provider, 'snapshots')) {
    await provider.createSnapshot('i');
    await provider.getSnapshotStatus('s');
    await provider.deleteSnapshot('s');
    // @ts-expect-error TS2339
    await provider.getCosts({ from: 'a', to: 'b' });
  }
  if (supports(provider, 'spot')) {
    await provider.requestSpotInstance({ spec: { cpus: 1, memoryMiB: 512 }, maxPriceUsdPerHour: 1 });
    await provider.cancelSpotRequest('t');
    await provider.getSpotPrices({ region: 'r' });
    // @ts-expect-error TS2339
    await provider.getCosts({ from: 'a', to: 'b' });
  }
  if (supports(provider, 'multiRegion')) {
    await provider.listRegions();
    // @ts-expect-error TS2339
    await provider.getCosts({ from: 'a', to: 'b' });
  }
  if (supports(provider, 'persistentVolumes')) {
    await provider.createVolume({ sizeGiB: 1 });
    await provider.getVolume('v');
    await provider.deleteVolume('v');
    // @ts-expect-error TS2339
    await provider.getCosts({ from: 'a', to: 'b' });
  }
  if (supports(provider, 'warmVolumes')) {
    await provider.claimWarmVolume();
    await provider.releaseWarmVolume('v');
    // @ts-expect-error TS2339
    await provider.getCosts({ from: 'a', to: 'b' });
  }
  if (supports(provider, 'hibernation')) {
    await provider.hibernate('i');
    await provider.resume('i');
    // @ts-expect-error TS2339
    await provider.getCosts({ from: 'a', to: 'b' });
  }
  if (supports(provider, 'costExplorer')) {
    await provider.getCosts({ from: 'a', to: 'b' });
    // @ts-expect-error TS2339
    await provider.hibernate('i');
  }
  // @ts-expect-error TS2339
  await provider.createSnapshot('i');
}

// @ts-expect-error TS2345
supports(a<AnyProvider>(), 'teleport');

export const everyProviderIsAny: readonly AnyProvider[] = [a<With<never>>(), a<With<'snapshots' | 'spot'>>()];
