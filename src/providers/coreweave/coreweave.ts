import type { ProviderContext } from '../../provider/context.ts';
import { createHooks } from '../../provider/create-hooks.ts';
import { generateBootstrap } from '../../provider/generate-bootstrap.ts';
import type { Instance } from '../../provider/instance.ts';
import type { Provider } from '../../provider/provider.ts';
import { defineProvider, type ProviderModule, type Registration } from '../../provider/registration.ts';
import type { Snapshot } from '../../provider/resources.ts';
import { checkStart } from './check-start.ts';
import { createService } from './service.ts';
import { capabilities, providerName } from './settings.ts';
import { spawn } from './spawn.ts';

/** CoreWeave as a provider, its methods gated by what pods can do. */
export type CoreweaveProvider = Provider<Instance, Snapshot, typeof capabilities>;

/**
 * Pods on a Kubernetes cluster of CoreWeave (CKS). `KUBECONFIG` names a kubeconfig whose current context has a bearer
 * token, or `COREWEAVE_SERVER` and `COREWEAVE_TOKEN` say where the API server is and who asks.
 *
 * @example
 * const { provider } = createCoreweave({ ...context, env: { KUBECONFIG: '/home/me/.kube/config' } });
 */
export function createCoreweave(context: ProviderContext): Registration & { readonly provider: CoreweaveProvider } {
  const service = createService(context);
  const { pods, volumes } = service;
  const provider: CoreweaveProvider = {
    name: providerName,
    tier: 'additional',
    capabilities,
    spawn: (request) => spawn(service, request),
    terminate: pods.terminate,
    get: async (id) => (await pods.get(id))?.instance ?? null,
    list: pods.list,
    generateBootstrap: (request) => generateBootstrap(request, providerName, capabilities),
    createVolume: volumes.create,
    getVolume: volumes.get,
    deleteVolume: volumes.delete,
  };
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

/**
 * The provider module of CoreWeave.
 *
 * @example
 * const { provider } = await coreweave.create(context);
 */
export const coreweave: ProviderModule = defineProvider({ name: providerName, create: createCoreweave });
