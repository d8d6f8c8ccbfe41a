import { number, record, text } from '../body-fields.ts';
import type { ProviderContext } from '../context.ts';
import { fetchAnswer, isSuccess } from '../fetch-answer.ts';
import type { GivenToken } from './token-source.ts';

const deadlineMs = 10_000;
const path = '/computeMetadata/v1/instance/service-accounts/default/token';

/** The token of the service account of the machine that this runs on. One request: nothing has to be installed for it. */
export async function askMetadataServer(context: ProviderContext, metadataUrl: string): Promise<GivenToken> {
  try {
    const answer = await fetchAnswer(
      context,
      metadataUrl + path,
      { headers: { 'metadata-flavor': 'Google' } },
      deadlineMs,
    );
    if (!isSuccess(answer)) throw new Error(`it answered ${answer.status}`);
    const { access_token: value, expires_in: seconds } = record(JSON.parse(answer.text), 'a token');
    return { value: text(value, 'access_token'), lastsMs: number(seconds, 'expires_in') * 1_000 };
  } catch (thrown) {
    // A parser quotes what it could not read, which may be half a token.
    const cause = thrown instanceof SyntaxError ? new Error('the answer is no JSON') : thrown;
    throw new Error(`there is no file of credentials, the metadata server at ${metadataUrl} gives none`, { cause });
  }
}
