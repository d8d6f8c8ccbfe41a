import type { Fetch, ProviderContext } from '../../provider/context.ts';
import { createJsonClient, type JsonClient } from '../../provider/json-client.ts';
import { meaningOf, readFailure } from './native-errors.ts';
import { providerName, type Settings } from './settings.ts';
import { createTokenSource, type TokenSource } from './tokens.ts';

const deadlineMs = 60_000;

/** Speaks the service's REST, and not its SDK: that one drops the reason of a refusal. Paths begin behind the project. */
export function createClient(context: ProviderContext, settings: Settings): JsonClient {
  const tokens = createTokenSource(context, settings);
  return createJsonClient(
    { ...context, fetch: authorized(context.fetch, tokens) },
    {
      provider: providerName,
      displayName: 'Compute Engine',
      url: `${settings.url}/compute/v1/projects/${settings.project}`,
      headers: { 'content-type': 'application/json' },
      // Another every hour.
      get secret() {
        return tokens.last();
      },
      deadlineMs: () => deadlineMs,
      takeTurn: async () => {
        await tokens.take();
      },
      readFailure,
      meaningOf,
    },
  );
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
