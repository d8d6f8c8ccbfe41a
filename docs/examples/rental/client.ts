import { type ProviderContext, ProviderError, type ProviderErrorCode } from 'assay';

const provider = 'rental';
const deadlineMs = 20_000;

type Method = 'GET' | 'POST' | 'DELETE';

/** Sends one request, once. Gives the parsed body, or null where the service knows no such machine. */
export interface RentalClient {
  send(method: Method, path: string, body?: object): Promise<unknown>;
}

export function createClient({ fetch, clock, env }: ProviderContext): RentalClient {
  const headers = { authorization: `Bearer ${env.RENTAL_TOKEN}` };

  return {
    send: async (method, path, body) => {
      const deadline = new AbortController();
      const { signal } = deadline;
      const init = { method, headers, signal, ...(body && { body: JSON.stringify(body) }) };
      const expired = clock.sleep(deadlineMs, signal).then(() => {
        throw new Error(`no answer within ${deadlineMs} ms`);
      });
      try {
        return judge(method, await Promise.race([fetch(`${env.RENTAL_URL}${path}`, init).then(read), expired]));
      } catch (thrown) {
        throw thrown instanceof ProviderError ? thrown : lost(method, thrown);
      } finally {
        deadline.abort();
      }
    },
  };
}

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly retryAfter: string | null;
}

async function read(response: Response): Promise<Answer> {
  return { status: response.status, text: await response.text(), retryAfter: response.headers.get('retry-after') };
}

function judge(method: Method, { status, text, retryAfter }: Answer): unknown {
  if (status === 404 && method !== 'POST') return null;
  if (status < 300) return text === '' ? null : JSON.parse(text);
  const code = codes[status] ?? (status >= 500 ? 'PROVIDER_UNAVAILABLE' : 'UNCLASSIFIED');
  throw new ProviderError(code, `the service answered ${status}`, {
    provider,
    cause: { status, text },
    ...(retryAfter !== null && { retryAfterMs: Number(retryAfter) * 1_000 }),
    ...(code === 'PROVIDER_UNAVAILABLE' && { ambiguous: method !== 'GET' }),
  });
}

/** No answer, or one that cannot be read: nobody knows whether a write took effect. */
function lost(method: Method, cause: unknown): ProviderError {
  const ambiguous = method !== 'GET';
  return new ProviderError('PROVIDER_UNAVAILABLE', 'the service did not answer', { provider, cause, ambiguous });
}

/** What each answer of the service means. One that is not here is never guessed at. */
const codes: Readonly<Record<number, ProviderErrorCode>> = {
  401: 'AUTH_ERROR',
  402: 'QUOTA_EXCEEDED',
  404: 'NOT_FOUND',
  422: 'INVALID_SPEC',
  429: 'RATE_LIMIT_ERROR',
  507: 'CAPACITY_ERROR',
};
