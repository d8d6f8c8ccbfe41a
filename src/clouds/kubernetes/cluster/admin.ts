import { readFileSync } from 'node:fs';
import { fetchTrusting } from '../../../testbed/fetch-trusting.ts';
import { type ClusterPlan, placesOf } from './cluster-plan.ts';

export type Body = Readonly<Record<string, unknown>>;

/** Whoever made the cluster, who may do everything in it. */
export interface Admin {
  /** By which the server knows them. */
  readonly headers: Readonly<Record<string, string>>;
  /** Resolves to what the server answers; what is patched is merged. Rejects with its words where it refuses. */
  send(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object): Promise<Body>;
  /** Whether it answers, and takes requests. */
  isReady(): Promise<boolean>;
}

/** The server has written its certificate by then. */
export function createAdmin(plan: ClusterPlan): Admin {
  const { url, certificate } = placesOf(plan);
  const fetch = fetchTrusting(readFileSync(certificate, 'utf8'));
  const authorization = `Bearer ${plan.tokens.admin}`;
  return {
    headers: { authorization },
    send: async (method, path, body) => {
      const type = method === 'PATCH' ? 'merge-patch+json' : 'json';
      const headers = { authorization, 'content-type': `application/${type}` };
      const response = await fetch(url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 300)}`);
      return JSON.parse(text) as Body;
    },
    isReady: () =>
      fetch(`${url}/readyz`, { headers: { authorization } }).then(
        ({ ok }) => ok,
        () => false,
      ),
  };
}
