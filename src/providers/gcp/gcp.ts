import type { ProviderContext } from '../../provider/context.ts';
import { createHooks } from '../../provider/create-hooks.ts';
import { generateBootstrap } from '../../provider/generate-bootstrap.ts';
import type { Instance } from '../../provider/instance.ts';
import type { Provider } from '../../provider/provider.ts';
import { defineProvider, type ProviderModule, type Registration } from '../../provider/registration.ts';
import type { Snapshot } from '../../provider/resources.ts';
import { checkStart } from './check-start.ts';
import { hibernationMethods } from './hibernation.ts';
import { createService } from './service.ts';
import { capabilities, providerName } from './settings.ts';
import { spawn } from './spawn.ts';
import { spotMethods } from './spot.ts';
import { usdPerHour } from './usd-per-hour.ts';
import { zoneProbing } from './zone-probing.ts';

/** Compute Engine as a provider, its methods gated by what the service offers. */
export type GcpProvider = Provider<Instance, Snapshot, typeof capabilities>;

/**
 * Machines at Google Compute Engine (REST v1). `GOOGLE_CLOUD_PROJECT` must be set. A token is `GOOGLE_OAUTH_ACCESS_TOKEN`, or comes
 * by Application Default Credentials: a file, for which `google-auth-library` has to be installed, or the metadata server
 * (`GCE_METADATA_HOST`). `GOOGLE_CLOUD_REGION` is where a machine is made that names no region, by default us-central1.
 *
 * @example
 * const { provider } = createGcp({ ...context, env: { GOOGLE_CLOUD_PROJECT: 'my-project' } });
 */
export function createGcp(context: ProviderContext): Registration & { readonly provider: GcpProvider } {
  const service = createService(context);
  const { instances, places, volumes, snapshots } = service;
  const provider: GcpProvider = {
    name: providerName,
    tier: 'additional',
    capabilities,
    spawn: (request) => spawn(service, request),
    terminate: instances.terminate,
    get: instances.get,
    list: instances.list,
    generateBootstrap: (request) => generateBootstrap(request, providerName, capabilities),
    listRegions: places.regions,
    createVolume: volumes.create,
    getVolume: volumes.get,
    deleteVolume: volumes.delete,
    createSnapshot: snapshots.create,
    getSnapshotStatus: snapshots.status,
    deleteSnapshot: snapshots.delete,
    ...hibernationMethods(service),
    ...spotMethods(service),
  };
  const ping = async () => {
    await places.regions();
  };
  const hooks = createHooks({
    displayName: 'Compute Engine',
    ping,
    start: () => checkStart(ping, service),
    list: () => instances.list(),
  });
  return { provider, hooks, usdPerHour, workflows: [zoneProbing(service)] };
}

/**
 * The provider module of Google Compute Engine.
 *
 * @example
 * const { provider } = await gcp.create(context);
 */
export const gcp: ProviderModule = defineProvider({ name: providerName, create: createGcp });
