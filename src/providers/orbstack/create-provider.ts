import { type Capability, capabilityNames } from '../../provider/capability.ts';
import type { ProviderContext } from '../../provider/context.ts';
import { generateBootstrap } from '../../provider/generate-bootstrap.ts';
import type { Instance } from '../../provider/instance.ts';
import { matchesFilter } from '../../provider/matches-filter.ts';
import type { AnyProvider, CapabilityMethods, Provider, ProviderCore } from '../../provider/provider.ts';
import type { Snapshot } from '../../provider/resources.ts';
import { costMethods } from './costs.ts';
import { hibernationMethods } from './hibernation.ts';
import type { Host } from './host.ts';
import type { dockerCapabilities } from './orbstack-capabilities.ts';
import { providerName } from './refuse.ts';
import { regionMethods } from './regions.ts';
import { snapshotMethods } from './snapshots.ts';
import { spawn } from './spawn.ts';
import { spotMethods } from './spot.ts';
import { toInstance } from './to-instance.ts';
import { volumeMethods } from './volumes.ts';
import { warmVolumeMethods } from './warm-volumes.ts';

/** The provider on a Docker engine, its methods gated by what containers offer. */
export type OrbstackProvider = Provider<Instance, Snapshot, typeof dockerCapabilities>;

/**
 * The provider over any host. Everything that depends on where machines live is behind `host`, also what it can do: a
 * method is there exactly when its flag is on.
 */
export function createProvider(host: Host, context: ProviderContext): AnyProvider {
  const declared = capabilityNames.filter((name) => host.capabilities[name]);
  return Object.assign(createCore(host, context), ...declared.map((name) => methodGroups[name]?.(host, context)));
}

function createCore(host: Host, context: ProviderContext): ProviderCore & Pick<Host, 'capabilities'> {
  return {
    name: providerName,
    tier: 'testing',
    capabilities: host.capabilities,
    spawn: async (request) => toInstance(await spawn(request, host, context)),
    terminate: (id) => host.destroy(id),
    get: async (id) => {
      const machine = await host.get(id);
      return machine && toInstance(machine);
    },
    list: async (filter = {}) => {
      const instances = (await host.list()).map(toInstance);
      return instances.filter((instance) => matchesFilter(instance, filter));
    },
    generateBootstrap: (request) => generateBootstrap(request, providerName, host.capabilities),
  };
}

const methodGroups: { readonly [K in Capability]?: (host: Host, context: ProviderContext) => CapabilityMethods[K] } = {
  snapshots: snapshotMethods,
  spot: spotMethods,
  multiRegion: regionMethods,
  persistentVolumes: volumeMethods,
  warmVolumes: warmVolumeMethods,
  hibernation: hibernationMethods,
  costExplorer: costMethods,
};
