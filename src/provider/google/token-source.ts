import type { ProviderContext } from '../context.ts';
import { isProviderError, ProviderError } from '../provider-error.ts';
import { askCredentials, findCredentials } from './credentials-file.ts';
import { askMetadataServer } from './metadata-server.ts';
import type { TokenSettings } from './token-settings.ts';

/** Where access tokens come from: one that was given, or Application Default Credentials, in the order that Google says. */
export interface TokenSource {
  /** One that is good for a while. Throws AUTH_ERROR where there is none. */
  take(): Promise<string>;
  /** Whether another can be had in place of one that was refused. */
  drop(refused: string): boolean;
  /** The last one, for whoever has to hide it. */
  last(): string;
  /** What gave the last one: a variable, a file or an address. */
  origin(): string;
}

/** A token as its giver hands it out. */
export interface GivenToken {
  readonly value: string;
  readonly lastsMs: number;
}

/** A token is not used in the last minutes of its life: the clocks of two machines differ. */
const marginMs = 240_000;
const variable = 'GOOGLE_OAUTH_ACCESS_TOKEN';

/** `provider` is under which name it is told that there is none. */
export function createTokenSource(context: ProviderContext, settings: TokenSettings, provider: string): TokenSource {
  const { accessToken } = settings;
  if (accessToken !== undefined) {
    return { take: async () => accessToken, drop: () => false, last: () => accessToken, origin: () => variable };
  }
  const { clock } = context;
  let last = '';
  let origin = settings.metadataUrl;
  let goodUntilMs = Number.NEGATIVE_INFINITY;
  let asked: Promise<string> | undefined;

  async function ask(): Promise<string> {
    const token = await askForOne();
    last = token.value;
    goodUntilMs = clock.monotonic() + token.lastsMs - marginMs;
    return token.value;
  }

  async function askForOne(): Promise<GivenToken> {
    try {
      const file = await findCredentials(settings);
      origin = file ?? settings.metadataUrl;
      return await (file === null ? askMetadataServer(context, settings.metadataUrl) : askCredentials(context, file));
    } catch (thrown) {
      if (isProviderError(thrown)) throw thrown;
      const { message } = thrown as Error;
      const words = `there is no access token: ${message}, and ${variable} is not set`;
      throw new ProviderError('AUTH_ERROR', words, { provider, cause: thrown });
    }
  }

  return {
    take: async () => {
      if (clock.monotonic() < goodUntilMs) return last;
      // One question for everybody who waits.
      asked ??= ask().finally(() => {
        asked = undefined;
      });
      return asked;
    },
    drop: (refused) => {
      if (refused === last) goodUntilMs = Number.NEGATIVE_INFINITY;
      return true;
    },
    last: () => last,
    origin: () => origin,
  };
}
