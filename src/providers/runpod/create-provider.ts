import type { ProviderContext } from '../../provider/context.ts';
import { generateBootstrap } from '../../provider/generate-bootstrap.ts';
import type { Instance } from '../../provider/instance.ts';
import { matchesFilter } from '../../provider/matches-filter.ts';
import type { Provider } from '../../provider/provider.ts';
import type { ListFilter } from '../../provider/requests.ts';
import type { Snapshot } from '../../provider/resources.ts';
import { costMethods } from './costs.ts';
import { withReasons } from './interruptions.ts';
import { providerName } from './names.ts';
import { deletePod, getPod, listPods } from './pods.ts';
import { runpodCapabilities } from './runpod-capabilities.ts';
import type { Service } from './service.ts';
import { spawn } from './spawn.ts';
import { spotMethods } from './spot.ts';
import { volumeMethods } from './volumes.ts';

/** The provider, its methods gated by what RunPod has. */
export type RunpodProvider = Provider<Instance, Snapshot, typeof runpodCapabilities>;

export function createProvider(service: Service, context: ProviderContext): RunpodProvider {
  const { client, catalogue } = service;
  return {
    name: providerName,
    tier: 'additional',
    capabilities: runpodCapabilities,
    spawn: (request) => spawn(request, service, context),
    terminate: (id) => deletePod(client, id),
    get: async (id) => {
      const pod = await getPod(client, id);
      const [instance] = await withReasons(client, pod === null ? [] : [pod]);
      return instance ?? null;
    },
    list: async (filter: ListFilter = {}) => {
      const instances = await withReasons(client, await listPods(client));
      return instances.filter((instance) => matchesFilter(instance, filter));
    },
    generateBootstrap: (request) => generateBootstrap(request, providerName, runpodCapabilities),
    listRegions: async () => (await catalogue.dataCenters()).map(({ id }) => id),
    ...volumeMethods(service, context),
    ...spotMethods(service, context),
    ...costMethods(client),
  };
}
