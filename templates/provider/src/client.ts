import { type ProviderContext, ProviderError } from 'assay';
import { name } from './about.ts';
import { type Answer, toProviderError } from './errors.ts';

const deadlineMs = 20_000;

export type Method = 'GET' | 'POST' | 'DELETE';

/** Sends one request, once: who calls again after no answer may have two machines. Throws nothing but ProviderError. */
export interface AcmeClient {
  send(method: Method, path: string, body?: object): Promise<unknown>;
}

export function createClient({ fetch, clock, env }: ProviderContext): AcmeClient {
  const base = env.ACME_URL ?? 'https://api.acme.example';
  const headers = { authorization: `Bearer ${env.ACME_TOKEN}`, 'content-type': 'application/json' };

  return {
    send: async (method, path, body) => {
      const deadline = new AbortController();
      const { signal } = deadline;
      const init = { method, headers, signal, ...(body && { body: JSON.stringify(body) }) };
      const expired = clock.sleep(deadlineMs, signal).then(() => {
        throw new Error(`no answer within ${deadlineMs} ms`);
      });
      try {
        const answer = await Promise.race([fetch(`${base}${path}`, init).then(read), expired]);
        if (answer.status >= 300) throw toProviderError(method, answer);
        return answer.text === '' ? null : JSON.parse(answer.text);
      } catch (thrown) {
        throw thrown instanceof ProviderError ? thrown : lost(method, thrown);
      } finally {
        deadline.abort();
      }
    },
  };
}

async function read(response: Response): Promise<Answer> {
  return { status: response.status, text: await response.text(), retryAfter: response.headers.get('retry-after') };
}

/** No answer, or one that cannot be read: nobody knows whether a write took effect. */
function lost(method: Method, cause: unknown): ProviderError {
  const ambiguous = method !== 'GET';
  return new ProviderError('PROVIDER_UNAVAILABLE', 'Acme did not answer', { provider: name, cause, ambiguous });
}
