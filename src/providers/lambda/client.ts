import { record } from '../../provider/body-fields.ts';
import type { ProviderContext } from '../../provider/context.ts';
import { fetchAnswer, type HttpAnswer, isSuccess } from '../../provider/fetch-answer.ts';
import { createTurns } from '../../provider/turns.ts';
import { answerError, type CallKind, lostError, malformedError } from './errors.ts';
import type { Settings } from './settings.ts';

export type Method = 'GET' | 'POST' | 'DELETE';

export interface SendOptions {
  readonly body?: object;
  /** Called when the request has had its turn and goes out. */
  readonly onSent?: () => void;
}

/** A successful answer: `{data}`, and the token of the next page where there is one. */
export type Envelope = Readonly<Record<string, unknown>>;

/** Speaks the service's HTTP. Throws only ProviderErrors; never sends anything twice. */
export interface Client {
  /** Sends one request, when its turn has come, and reads its answer; `read` throws where the shape is wrong. */
  send<T>(method: Method, path: string, read: (envelope: Envelope) => T, options?: SendOptions): Promise<T>;
  /** Every page of a list, or an error. `onSent` is told of the first. */
  list(path: string, onSent?: () => void): Promise<readonly unknown[]>;
}

export const launchPath = '/instance-operations/launch';

/** The service takes one request a second and one launch in 12 seconds, of an account; a little more keeps clear of it. */
const requestApartMs = 1_050;
const launchApartMs = 13_000;

/** A launch may take more than half a minute to answer. */
const launchDeadlineMs = 120_000;
const deadlineMs = 30_000;

export function createClient(context: ProviderContext, { url, apiKey }: Settings): Client {
  const { clock, signal } = context;
  const takeTurn = createTurns(clock, requestApartMs, signal);
  const takeLaunchTurn = createTurns(clock, launchApartMs, signal, takeTurn);
  const headers = {
    authorization: `Bearer ${apiKey}`,
    'content-type': 'application/json',
    // Whoever does not say who he is gets a page that is no answer of the service.
    'user-agent': 'assay-lambda/1',
  };

  async function send<T>(
    method: Method,
    path: string,
    read: (envelope: Envelope) => T,
    { body, onSent }: SendOptions = {},
  ): Promise<T> {
    const call = kindOf(method, path);
    const answer = await exchange(call, method, path, body, onSent);
    if (!isSuccess(answer)) throw answerError(call, answer, apiKey);
    try {
      return read(record(JSON.parse(answer.text), 'the answer'));
    } catch (thrown) {
      throw malformedError(call, thrown);
    }
  }

  async function exchange(
    call: CallKind,
    method: Method,
    path: string,
    body: object | undefined,
    onSent: (() => void) | undefined,
  ): Promise<HttpAnswer> {
    const init = { method, headers, ...(body && { body: JSON.stringify(body) }) };
    try {
      await (call === 'launch' ? takeLaunchTurn : takeTurn)();
      onSent?.();
      return await fetchAnswer(
        context,
        `${url}/api/v1${path}`,
        init,
        call === 'launch' ? launchDeadlineMs : deadlineMs,
      );
    } catch (thrown) {
      throw lostError(call, `${method} ${path}`, thrown, apiKey);
    }
  }

  async function list(path: string, onSent?: () => void): Promise<readonly unknown[]> {
    const items: unknown[] = [];
    const tokens = new Set<string>();
    for (let token: string | null = null; ; ) {
      const query: string = token === null ? '' : `?page_token=${encodeURIComponent(token)}`;
      const page: Page = await send('GET', path + query, readPage, token === null && onSent ? { onSent } : {});
      items.push(...page.items);
      token = page.token;
      if (token === null) return items;
      if (tokens.has(token)) throw malformedError('read', new Error('the list goes round in a circle'));
      tokens.add(token);
    }
  }

  return { send, list };
}

function kindOf(method: Method, path: string): CallKind {
  if (method === 'GET') return 'read';
  return path === launchPath ? 'launch' : 'write';
}

interface Page {
  readonly items: readonly unknown[];
  readonly token: string | null;
}

function readPage({ data, page_token: token }: Envelope): Page {
  if (!Array.isArray(data)) throw new Error('a list is no list');
  return { items: data, token: typeof token === 'string' && token !== '' ? token : null };
}
