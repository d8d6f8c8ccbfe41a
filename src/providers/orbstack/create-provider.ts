import type { ProviderContext } from '../../provider/context.ts';
import { generateBootstrap } from '../../provider/generate-bootstrap.ts';
import type { Instance } from '../../provider/instance.ts';
import type { Provider } from '../../provider/provider.ts';
import type { Snapshot } from '../../provider/resources.ts';
import type { Host } from './host.ts';
import { matchesFilter } from './matches-filter.ts';
import { orbstackCapabilities } from './orbstack-capabilities.ts';
import { providerName } from './refuse.ts';
import { snapshotMethods } from './snapshots.ts';
import { spawn } from './spawn.ts';
import { toInstance } from './to-instance.ts';
import { volumeMethods } from './volumes.ts';

/** The OrbStack provider, its methods gated by what it declares. */
export type OrbstackProvider = Provider<Instance, Snapshot, typeof orbstackCapabilities>;

/** The provider over any host. Everything that depends on where machines live is behind `host`. */
export function createProvider(host: Host, context: ProviderContext): OrbstackProvider {
  return {
    name: providerName,
    tier: 'testing',
    capabilities: orbstackCapabilities,
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
    generateBootstrap: (request) => generateBootstrap(request, providerName),
    ...snapshotMethods(host),
    ...volumeMethods(host),
  };
}
