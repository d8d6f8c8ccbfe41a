import { number, record, text } from '../../provider/body-fields.ts';
import type { ProviderContext } from '../../provider/context.ts';
import { fetchAnswer, isSuccess } from '../../provider/fetch-answer.ts';
import { ProviderError } from '../../provider/provider-error.ts';
import { providerName, type Settings } from './settings.ts';

/** Where access tokens come from, as Application Default Credentials have it on a machine of Google's. */
export interface TokenSource {
  /** One that is good for a while. Throws AUTH_ERROR where there is none. */
  take(): Promise<string>;
  /** Whether another can be had in place of one that was refused. */
  drop(refused: string): boolean;
  /** The last one, for whoever has to hide it. */
  last(): string;
}

/** A token is not used in the last minutes of its life: the clocks of two machines differ. */
const marginMs = 240_000;
const deadlineMs = 10_000;
const howToMakeOne = 'gcloud auth application-default print-access-token makes a token of it';

export function createTokenSource(context: ProviderContext, settings: Settings): TokenSource {
  const { accessToken } = settings;
  if (accessToken !== undefined) {
    return { take: async () => accessToken, drop: () => false, last: () => accessToken };
  }
  const { clock } = context;
  let last = '';
  let goodUntilMs = Number.NEGATIVE_INFINITY;
  let asked: Promise<string> | undefined;

  async function ask(): Promise<string> {
    const token = await askMetadataServer(context, settings);
    last = token.value;
    goodUntilMs = clock.monotonic() + token.lastsMs - marginMs;
    return token.value;
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
  };
}

async function askMetadataServer(
  context: ProviderContext,
  { metadataUrl, keyFile }: Settings,
): Promise<{ readonly value: string; readonly lastsMs: number }> {
  const url = `${metadataUrl}/computeMetadata/v1/instance/service-accounts/default/token`;
  try {
    const answer = await fetchAnswer(context, url, { headers: { 'metadata-flavor': 'Google' } }, deadlineMs);
    if (!isSuccess(answer)) throw new Error(`the metadata server answered ${answer.status}`);
    const { access_token: value, expires_in: seconds } = record(JSON.parse(answer.text), 'a token');
    return { value: text(value, 'access_token'), lastsMs: number(seconds, 'expires_in') * 1_000 };
  } catch (thrown) {
    const unread =
      keyFile === undefined ? '' : `. GOOGLE_APPLICATION_CREDENTIALS (${keyFile}) is not read: ${howToMakeOne}`;
    const message = `there is no access token: ${metadataUrl} gives none, and GOOGLE_OAUTH_ACCESS_TOKEN is not set${unread}`;
    // A parser quotes what it could not read, which may be half a token.
    const cause = thrown instanceof SyntaxError ? new Error('the answer is no JSON') : thrown;
    throw new ProviderError('AUTH_ERROR', message, { provider: providerName, cause });
  }
}
