import type { ProviderContext } from '../../provider/context.ts';
import { fetchAnswer, type HttpAnswer } from '../../provider/fetch-answer.ts';
import { type Access, readAccess } from '../../provider/kubernetes/access.ts';

/** To a cluster that is already there, without the adapter. */
export interface Line extends Access {
  /** What whoever calls says of themselves. */
  readonly headers: Readonly<Record<string, string>>;
  /** Of the namespace, behind the address of the server. */
  readonly path: string;
  send(method: 'GET' | 'DELETE', path: string, body?: object): Promise<HttpAnswer>;
}

const deadlineMs = 30_000;

/** Throws INVALID_SPEC where nothing says which cluster is meant, or what is said cannot be. */
export function createLine(
  { url }: Readonly<Record<string, string>>,
  context: Pick<ProviderContext, 'fetch' | 'clock' | 'signal' | 'env'>,
): Line {
  const access = readAccess(context.env);
  const server = url ?? access.server;
  const headers = {
    authorization: `Bearer ${access.token}`,
    'content-type': 'application/json',
    'user-agent': 'assay-testbed/1',
  };
  return {
    ...{ ...access, server, headers, path: `/api/v1/namespaces/${access.namespace}` },
    send: (method, path, body) =>
      fetchAnswer(context, server + path, { method, headers, ...(body && { body: JSON.stringify(body) }) }, deadlineMs),
  };
}
