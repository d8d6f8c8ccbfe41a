import { request } from 'node:http';
import type { Fetch } from '../provider/context.ts';
import { nodeFetch } from './node-fetch.ts';

/**
 * A fetch that also takes `http+unix://` addresses, whose host is the path of a socket with its slashes encoded; all others go
 * to `fetch`.
 *
 * @example
 * await fetchOverSockets(fetch)('http+unix://%2Frun%2Fslurmrestd.socket/openapi/v3');
 */
export function fetchOverSockets(fetch: Fetch): Fetch {
  const overSocket = nodeFetch((url, options) => {
    const { host, pathname, search } = url;
    const headers = { ...options.headers, host: 'localhost' };
    return request({ ...options, headers, socketPath: decodeURIComponent(host), path: pathname + search });
  });
  return (input, init) => (String(input).startsWith('http+unix:') ? overSocket(input, init) : fetch(input, init));
}
