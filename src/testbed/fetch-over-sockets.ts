import type { Fetch } from '../provider/context.ts';

/**
 * A fetch that also takes `http+unix://` addresses, whose host is the path of a socket with its slashes encoded; all others go
 * to `fetch`.
 *
 * @example
 * await fetchOverSockets(fetch)('http+unix://%2Frun%2Fslurmrestd.socket/openapi/v3');
 */
export function fetchOverSockets(fetch: Fetch): Fetch {
  return (input, init) => (String(input).startsWith('http+unix:') ? overSocket(input, init) : fetch(input, init));
}

/** Loaded late: Node loads all of its web with its http, and few services are at a socket. */
const overSocket: Fetch = async (input, init) => {
  const [{ request }, { nodeFetch }] = await Promise.all([import('node:http'), import('./node-fetch.ts')]);
  const open = nodeFetch((url, options) => {
    const { host, pathname, search } = url;
    const headers = { ...options.headers, host: 'localhost' };
    return request({ ...options, headers, socketPath: decodeURIComponent(host), path: pathname + search });
  });
  return open(input, init);
};
