import type { ProviderContext } from '../../provider/context.ts';
import { createHooks } from '../../provider/create-hooks.ts';
import { generateBootstrap } from '../../provider/generate-bootstrap.ts';
import type { Instance } from '../../provider/instance.ts';
import type { Provider } from '../../provider/provider.ts';
import { defineProvider, type ProviderModule, type Registration } from '../../provider/registration.ts';
import type { Snapshot } from '../../provider/resources.ts';
import { createCatalogue } from './catalogue.ts';
import { createClient } from './client.ts';
import { createInstances } from './instances.ts';
import { capabilities, providerName, readSettings } from './settings.ts';
import { createSpawn } from './spawn.ts';
import { createVolumes } from './volumes.ts';

/** Lambda as a provider, its methods gated by what the service offers. */
export type LambdaProvider = Provider<Instance, Snapshot, typeof capabilities>;

/**
 * Machines at Lambda (Cloud API v1). `LAMBDA_API_KEY` and `LAMBDA_SSH_KEY` (the name of a key that the account knows)
 * must be set; `LAMBDA_URL` is where the service is, by default https://cloud.lambda.ai.
 *
 * @example
 * const { provider } = createLambda({ ...context, env: { LAMBDA_API_KEY: key, LAMBDA_SSH_KEY: 'laptop' } });
 */
export function createLambda(context: ProviderContext): Registration & { readonly provider: LambdaProvider } {
  const settings = readSettings(context.env);
  const client = createClient(context, settings);
  const catalogue = createCatalogue(client);
  const instances = createInstances(client, context.clock);
  const volumes = createVolumes(client, catalogue, context.random);
  const provider: LambdaProvider = {
    name: providerName,
    tier: 'additional',
    capabilities,
    spawn: createSpawn({ client, catalogue, instances, volumes, random: context.random, settings }),
    terminate: instances.terminate,
    get: instances.get,
    list: instances.list,
    generateBootstrap: (request) => generateBootstrap(request, providerName, capabilities),
    listRegions: catalogue.regions,
    createVolume: volumes.create,
    getVolume: volumes.get,
    deleteVolume: volumes.delete,
  };
  const ping = async () => {
    await catalogue.read();
  };
  return {
    provider,
    hooks: createHooks({ displayName: 'Lambda', ping, list: () => instances.list() }),
    usdPerHour: catalogue.usdPerHour,
  };
}

/**
 * The provider module of Lambda.
 *
 * @example
 * const { provider } = await lambda.create(context);
 */
export const lambda: ProviderModule = defineProvider({ name: providerName, create: createLambda });
