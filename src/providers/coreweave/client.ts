import type { ProviderContext } from '../../provider/context.ts';
import { createJsonClient, type JsonClient } from '../../provider/json-client.ts';
import { meaningOf, readFailure } from './native-errors.ts';
import { providerName, type Settings } from './settings.ts';

const deadlineMs = 30_000;

export interface Clients {
  /** Paths begin behind the namespace. */
  readonly send: JsonClient;
  /** For what is in no namespace: paths are whole. */
  readonly sendToCluster: JsonClient;
}

/**
 * Speak to the API server of the cluster. By plain fetch: the client library of
 * Kubernetes brings its own, takes no other one's, and gives bodies of errors as text that has to be read all the same.
 */
export function createClients(context: ProviderContext, settings: Settings): Clients {
  const { url, namespace } = settings;
  return {
    send: createClient(context, `${url}/api/v1/namespaces/${namespace}`, settings),
    sendToCluster: createClient(context, url, settings),
  };
}

function createClient(context: ProviderContext, url: string, { token }: Settings): JsonClient {
  return createJsonClient(context, {
    provider: providerName,
    displayName: 'Kubernetes',
    url,
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      accept: 'application/json',
      'user-agent': 'assay-coreweave/1',
    },
    secret: () => token,
    deadlineMs: () => deadlineMs,
    takeTurn: async () => {},
    readFailure,
    meaningOf,
  });
}
