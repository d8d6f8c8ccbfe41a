import type { ProviderContext } from '../../provider/context.ts';
import { type Catalogue, createCatalogue } from './catalogue.ts';
import { createClient, type RunpodClient } from './client.ts';

/** What every part of the adapter asks. */
export interface Service {
  readonly client: RunpodClient;
  readonly catalogue: Catalogue;
}

export function createService(context: ProviderContext): Service {
  const client = createClient(context);
  return { client, catalogue: createCatalogue(client, context.clock) };
}
