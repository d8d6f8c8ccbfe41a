import type { ProviderContext } from '../context.ts';
import { refuseAs } from '../refuse.ts';
import { readKubeconfig } from './kubeconfig.ts';

/** Where a cluster of Kubernetes is, who asks, and for what. */
export interface Access {
  /** Address of the API server, without a slash at its end. */
  readonly server: string;
  readonly token: string;
  readonly namespace: string;
  /** The variable that the token comes from. */
  readonly tokenVariable: string;
}

const refuse = refuseAs('coreweave');

/** Throws INVALID_SPEC for what is not set, or cannot be meant. Never shows the token. */
export function readAccess(env: ProviderContext['env']): Access {
  const { server, token, namespace, tokenVariable } = readPlace(env);
  return {
    server: server.replace(/\/+$/, ''),
    token: checkToken(token),
    namespace: checkNamespace(env.COREWEAVE_NAMESPACE || namespace || 'default'),
    tokenVariable,
  };
}

type Place = Omit<Access, 'namespace'> & { readonly namespace?: string | undefined };

function readPlace(env: ProviderContext['env']): Place {
  const { COREWEAVE_SERVER: server, COREWEAVE_TOKEN: token, KUBECONFIG: path } = env;
  if (server && token)
    return { server: checkServer(server, 'COREWEAVE_SERVER'), token, tokenVariable: 'COREWEAVE_TOKEN' };
  if (server || token) throw refuse('COREWEAVE_SERVER and COREWEAVE_TOKEN go together: set both, or KUBECONFIG alone');
  if (path) return placeIn(path);
  throw refuse('KUBECONFIG must be set, to a kubeconfig of the cluster, or COREWEAVE_SERVER and COREWEAVE_TOKEN');
}

function placeIn(path: string): Place {
  const named = readKubeconfig(path);
  return { ...named, server: checkServer(named.server, `the cluster in ${path}`), tokenVariable: 'KUBECONFIG' };
}

function checkServer(server: string, where: string): string {
  if (/^https?:\/\/[^\s/]+/.test(server)) return server;
  throw refuse(`${where} must be the address of an API server, such as https://host, got ${JSON.stringify(server)}`);
}

/** It would be refused as a header, in words that say nothing of the token. */
function checkToken(token: string): string {
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  throw refuse('the token of the cluster holds a character that no token has, such as a newline');
}

/** It becomes a part of every path. */
function checkNamespace(namespace: string): string {
  if (/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(namespace)) return namespace;
  throw refuse(`COREWEAVE_NAMESPACE must be the name of a namespace, got ${JSON.stringify(namespace)}`);
}
