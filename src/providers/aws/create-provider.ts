import { generateBootstrap } from '../../provider/generate-bootstrap.ts';
import type { Instance } from '../../provider/instance.ts';
import type { Provider } from '../../provider/provider.ts';
import type { Snapshot } from '../../provider/resources.ts';
import type { Account } from './account.ts';
import { awsCapabilities } from './aws-capabilities.ts';
import { project } from './aws-instance.ts';
import { hibernationMethods } from './hibernation.ts';
import { list } from './list.ts';
import { isInstanceId, locate } from './locate.ts';
import { providerName } from './provider-name.ts';
import { snapshotMethods } from './snapshots.ts';
import { spawn } from './spawn.ts';
import { spotMethods } from './spot.ts';
import { terminate } from './terminate.ts';
import { volumeMethods } from './volumes.ts';
import { warmVolumeMethods } from './warm/warm-volumes.ts';

/**
 * The provider as a control plane has it: it is handed the projected view, without what only AWS has.
 *
 * @example
 * const provider: AwsProvider = (await createAws(context)).provider;
 */
export type AwsProvider = Provider<Instance, Snapshot, typeof awsCapabilities>;

export function createProvider(account: Account): AwsProvider {
  return {
    name: providerName,
    tier: 'reference',
    capabilities: awsCapabilities,
    spawn: async (request) => project(await spawn(account, request)),
    terminate: (id) => terminate(account, id),
    get: async (id) => {
      const found = isInstanceId(id) ? await locate(account, id) : null;
      return found && project(found);
    },
    list: async (filter = {}) => (await list(account, filter)).map(project),
    generateBootstrap: (request) => generateBootstrap(request, providerName, awsCapabilities),
    listRegions: () => account.places.regions(),
    ...snapshotMethods(account),
    ...spotMethods(account),
    ...volumeMethods(account),
    ...warmVolumeMethods(account),
    ...hibernationMethods(account),
    ...account.costs,
  };
}
