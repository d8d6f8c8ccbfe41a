import type { Fetch } from '../../provider/context.ts';
import { outside } from '../foreign/foreign-world.ts';
import { lowerCased } from './fetch-wire.ts';

export interface InterceptedWire {
  /** Answers what a provider sends by itself. Rejects as a fetch does where the host is not the service's. */
  readonly fetch: Fetch;
  readonly allows: (host: string, port: number) => boolean;
  readonly refuse: (what: string) => Error;
  /** What the provider asked for and did not get, each once. */
  readonly refused: () => readonly string[];
}

/**
 * In front of a provider that does its own HTTP: what it sends to the service goes over the wire of its testbed, to the
 * same service and through the same faults as anybody's, and what it sends elsewhere goes nowhere.
 */
export function createInterceptedWire(wire: Fetch, hosts: ReadonlySet<string>): InterceptedWire {
  const refused = new Set<string>();
  const where = hosts.size === 0 ? 'no host that was named' : [...hosts].join(', ');
  const refuse = (what: string): Error => {
    refused.add(what);
    return Object.assign(new Error(`${what} was refused: the service of this world is at ${where}`), {
      errno: -111,
      code: 'ECONNREFUSED',
    });
  };
  return {
    refuse,
    refused: () => [...refused],
    allows: (host, port) => hosts.has(`${host}:${port}`) || (hosts.has(host) && (port === 80 || port === 443)),
    fetch: async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input);
      if (!hosts.has(url.host))
        throw new TypeError('fetch failed', { cause: refuse(`${methodOf(input, init)} ${url.origin}`) });
      return outside(() => wire(input instanceof Request ? input : url.href, withUsualHeaders(input, init)));
    },
  };
}

function methodOf(input: string | URL | Request, init: RequestInit | undefined): string {
  return init?.method ?? (input instanceof Request ? input.method : 'GET');
}

/** What Node's fetch sends unasked: some services refuse whoever does not name himself. */
const usual = { accept: '*/*', 'user-agent': 'node' };

function withUsualHeaders(input: string | URL | Request, init: RequestInit | undefined): RequestInit {
  const given = init?.headers ?? (input instanceof Request ? input.headers : undefined);
  return { ...init, headers: { ...usual, ...lowerCased(given) } };
}
