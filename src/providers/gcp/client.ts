import type { Fetch, ProviderContext } from '../../provider/context.ts';
import type { TokenSource } from '../../provider/google/token-source.ts';
import { createJsonClient, type JsonClient } from '../../provider/json-client.ts';
import { meaningOf, readFailure } from './native-errors.ts';
import { providerName, type Settings } from './settings.ts';

const deadlineMs = 60_000;

/** What the two services of Google's are spoken to with. */
export interface Clients {
  /** Paths begin behind the project. */
  readonly send: JsonClient;
  /** The catalogue of Cloud Billing. */
  readonly bill: JsonClient;
}

/** Speak REST, and not through the SDK: that one drops the reason of a refusal. */
export function createClients(context: ProviderContext, settings: Settings, tokens: TokenSource): Clients {
  const known = { ...context, fetch: authorized(context.fetch, tokens) };
  const clientOf = (displayName: string, url: string): JsonClient =>
    createJsonClient(known, {
      ...{ provider: providerName, displayName, url },
      headers: { 'content-type': 'application/json' },
      // Another every hour.
      secret: tokens.last,
      deadlineMs: () => deadlineMs,
      takeTurn: async () => {
        await tokens.take();
      },
      readFailure,
      meaningOf,
    });
  return {
    send: clientOf('Compute Engine', `${settings.url}/compute/v1/projects/${settings.project}`),
    bill: clientOf('Cloud Billing', settings.billingUrl),
  };
}

/** Every call with a token. A token that is refused may have come to its end early: one other is tried. */
function authorized(fetch: Fetch, tokens: TokenSource): Fetch {
  return async (input, init) => {
    const send = (token: string) =>
      fetch(input, { ...init, headers: { ...(init?.headers as object), authorization: `Bearer ${token}` } });
    const token = await tokens.take();
    const answer = await send(token);
    if (answer.status !== 401 || !tokens.drop(token)) return answer;
    const newer = await tokens.take();
    return newer === token ? answer : send(newer);
  };
}
