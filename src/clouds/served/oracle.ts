import type { SimulatedHostOptions } from '../orbstack/simulated-host-options.ts';
import type { Lies } from './lies.ts';
import type { OracleEntry } from './oracle-endpoint.ts';
import { oracleToken } from './tokens.ts';

/** Asks the oracle of a served cloud. */
export interface Oracle {
  entries(): Promise<readonly OracleEntry[]>;
  options(): Promise<SimulatedHostOptions>;
  /** Turns switches; the others stay as they are. */
  lie(part: Partial<Lies>): Promise<void>;
}

const deadlineMs = 10_000;

export function createOracle(url: string): Oracle {
  async function ask(path: string, body?: object): Promise<unknown> {
    const response = await fetch(`${url}/oracle/${path}`, {
      headers: { authorization: `Bearer ${oracleToken}` },
      signal: AbortSignal.timeout(deadlineMs),
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`the oracle at ${url} answered ${response.status}: ${await response.text()}`);
    return response.json();
  }
  return {
    entries: async () => ((await ask('entries')) as { readonly entries: readonly OracleEntry[] }).entries,
    options: async () => ((await ask('options')) as { readonly options: SimulatedHostOptions }).options,
    lie: async (part) => {
      await ask('lies', part);
    },
  };
}
