import { Agent, request } from 'node:https';
import type { Fetch } from '../provider/context.ts';
import { nodeFetch } from './node-fetch.ts';

/**
 * A fetch that trusts one authority of its own, such as the certificate of a server that was started for a run: Node's takes
 * others from its environment alone, for the whole process.
 *
 * @example
 * const { status } = await fetchTrusting(readFileSync('ca.crt', 'utf8'))('https://127.0.0.1:6443/readyz');
 */
export function fetchTrusting(ca: string): Fetch {
  const agent = new Agent({ ca, keepAlive: true });
  return nodeFetch((url, options) => request(url, { ...options, agent }));
}
