import { expect, test } from 'vitest';
import { capabilityNames, noCapabilities } from '../../src/provider/capability.ts';
import { capabilityMethodNames } from '../../src/provider/capability-methods.ts';
import type { AnyProvider } from '../../src/provider/provider.ts';
import { supports } from '../../src/provider/supports.ts';

const withCapabilities = (capabilities: object): AnyProvider => ({ capabilities }) as AnyProvider;

test.each(capabilityNames)('%s is supported exactly when its flag is true', (capability) => {
  expect(supports(withCapabilities({ ...noCapabilities, [capability]: true }), capability)).toBe(true);
  expect(supports(withCapabilities(noCapabilities), capability)).toBe(false);
});

test.each([['true'], [1], [undefined], [{}]])('a flag that is %j and not true supports nothing', (flag) => {
  expect(supports(withCapabilities({ ...noCapabilities, spot: flag }), 'spot')).toBe(false);
});

test('there are 11 flags, all off in noCapabilities, each with its list of methods', () => {
  expect(capabilityNames).toHaveLength(11);
  expect(Object.entries(noCapabilities)).toEqual(capabilityNames.map((name) => [name, false]));
  expect(Object.keys(capabilityMethodNames)).toEqual([...capabilityNames]);
});

test('the methods are those of the design, no name twice', () => {
  const methods = Object.values(capabilityMethodNames).flat();
  expect(new Set(methods).size).toBe(methods.length);
  expect(capabilityMethodNames).toEqual({
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
  });
});
