import type { Instance, Provider, ProviderContext, Registration, Snapshot } from 'assay';
import { capabilities, name } from './about.ts';
import { type AcmeClient, createClient } from './client.ts';
import { unwrittenRows } from './errors.ts';
import { createHooks } from './hooks.ts';
import { bootstrap } from './methods/bootstrap.ts';
import { get } from './methods/get.ts';
import { list } from './methods/list.ts';
import { spawn } from './methods/spawn.ts';
import { terminate } from './methods/terminate.ts';

/** Machines of Acme. It touches no global: what is impure comes by the context. */
export function createAcme(context: ProviderContext): Registration {
  const client = createClient(context);
  return { provider: createProvider(client), hooks: createHooks(client), unwritten: unwrittenRows() };
}

function createProvider(client: AcmeClient): Provider<Instance, Snapshot, typeof capabilities> {
  return {
    name,
    tier: 'additional',
    capabilities,
    spawn: (request) => spawn(client, request),
    terminate: (id) => terminate(client, id),
    get: (id) => get(client, id),
    list: (filter) => list(client, filter),
    generateBootstrap: (request) => bootstrap(request),
  };
}
