import type { ProviderContext } from '../../provider/context.ts';
import { createHooks } from '../../provider/create-hooks.ts';
import type { Hooks } from '../../provider/hooks.ts';
import { defineProvider, type Registration } from '../../provider/registration.ts';
import { createProvider, type RunpodProvider } from './create-provider.ts';
import { providerName } from './names.ts';
import { listPods } from './pods.ts';
import { usdPerHour } from './prices.ts';
import { createService } from './service.ts';

export interface RunpodRegistration extends Registration {
  readonly provider: RunpodProvider;
  readonly hooks: Hooks;
}

/**
 * Pods of RunPod, by REST v2 and, for spot, GraphQL. `RUNPOD_API_KEY` is the key; `RUNPOD_URL` and `RUNPOD_GRAPHQL_URL`
 * say where the services are, where that is not the public place.
 *
 * @example
 * const { provider } = createRunpod({ ...context, env: { RUNPOD_API_KEY: key } });
 */
export function createRunpod(context: ProviderContext): RunpodRegistration {
  const service = createService(context);
  const { client, catalogue } = service;
  return {
    provider: createProvider(service, context),
    hooks: createHooks({
      displayName: 'RunPod',
      // One question that needs the key: the catalogue is public.
      ping: async () => {
        await listPods(client);
      },
      list: () => listPods(client),
    }),
    usdPerHour: (kind, request) => usdPerHour(catalogue, kind, request),
  };
}

/**
 * The provider module of RunPod.
 *
 * @example
 * const { provider } = await runpod.create(context);
 */
export const runpod = defineProvider({ name: providerName, create: createRunpod });
