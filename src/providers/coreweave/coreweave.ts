import type { ProviderContext } from '../../provider/context.ts';
import { createHooks } from '../../provider/create-hooks.ts';
import { generateBootstrap } from '../../provider/generate-bootstrap.ts';
import type { Instance } from '../../provider/instance.ts';
import type { CapabilityMethods, Provider, ProviderCore } from '../../provider/provider.ts';
import { defineProvider, type ProviderModule, type Registration } from '../../provider/registration.ts';
import type { Snapshot } from '../../provider/resources.ts';
import type { OnDemandCapabilities, SpotCapabilities } from './capabilities.ts';
import { checkStart } from './check-start.ts';
import { createService } from './service.ts';
import { providerName } from './settings.ts';
import { onDemand, spawn } from './spawn.ts';
import { spotMethods } from './spot.ts';
import type { Volumes } from './volumes.ts';

/** CoreWeave as a provider, its methods gated by what the settings offer: narrow it with `supports(provider, 'spot')`. */
export type CoreweaveProvider =
  | Provider<Instance, Snapshot, OnDemandCapabilities>
  | Provider<Instance, Snapshot, SpotCapabilities>;

/**
 * Pods on a Kubernetes cluster of CoreWeave (CKS). `KUBECONFIG` names a kubeconfig whose current context has a bearer
 * token, or `COREWEAVE_SERVER` and `COREWEAVE_TOKEN` say where the API server is and who asks. `COREWEAVE_SPOT_POOLS` and
 * `COREWEAVE_SPOT_USD_PER_CPU_HOUR` say which node pools are spot and what they cost.
 *
 * @example
 * const { provider } = createCoreweave({ ...context, env: { KUBECONFIG: '/home/me/.kube/config' } });
 */
export function createCoreweave(context: ProviderContext): Registration & { readonly provider: CoreweaveProvider } {
  const service = createService(context);
  const { pods, settings } = service;
  const core: ProviderCore & VolumeMethods = {
    name: providerName,
    tier: 'additional',
    spawn: (request) => spawn(service, request, onDemand),
    terminate: pods.terminate,
    get: async (id) => (await pods.get(id))?.instance ?? null,
    list: pods.list,
    generateBootstrap: (request) => generateBootstrap(request, providerName, settings.capabilities),
    ...volumeMethods(service.volumes),
  };
  const provider: CoreweaveProvider =
    settings.spot === undefined
      ? { ...core, capabilities: settings.capabilities }
      : { ...core, capabilities: settings.capabilities, ...spotMethods(service, settings.spot) };
  const hooks = createHooks({
    displayName: 'CoreWeave',
    ping: async () => {
      await pods.all();
    },
    start: () => checkStart(service),
    list: () => pods.all(),
  });
  return { provider, hooks };
}

type VolumeMethods = CapabilityMethods['persistentVolumes'];

function volumeMethods(volumes: Volumes): VolumeMethods {
  return { createVolume: volumes.create, getVolume: volumes.get, deleteVolume: volumes.delete };
}

/**
 * The provider module of CoreWeave.
 *
 * @example
 * const { provider } = await coreweave.create(context);
 */
export const coreweave: ProviderModule = defineProvider({ name: providerName, create: createCoreweave });
