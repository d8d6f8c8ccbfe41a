import type { ProviderContext } from '../../provider/context.ts';
import { fetchAnswer, type HttpAnswer, isSuccess } from '../../provider/fetch-answer.ts';
import { isObject } from '../../provider/is-object.ts';
import { isProviderError } from '../../provider/provider-error.ts';
import { refuse } from './names.ts';
import { answerError, type CallKind, graphqlError, lostError, malformedError, RunpodFailure } from './native-errors.ts';

/** Speaks REST v2 and GraphQL. Throws only ProviderErrors; never sends anything twice. */
export interface RunpodClient {
  /** The answer to a question, read with `read`, which throws when the shape is wrong. */
  get<T>(path: string, read: (body: unknown) => T): Promise<T>;
  /** The same, but null for what is not there. */
  find<T>(path: string, read: (body: unknown) => T): Promise<T | null>;
  post<T>(path: string, body: object, read: (body: unknown) => T): Promise<T>;
  /** Silent for what is not there. */
  remove(path: string): Promise<void>;
  query<T>(query: string, read: (data: unknown) => T): Promise<T>;
  mutate<T>(query: string, input: object, read: (data: unknown) => T): Promise<T>;
}

/** How long one request may take. */
const deadlineMs = 30_000;

const reading: CallKind = { isWrite: false, isCreate: false };
const writing: CallKind = { isWrite: true, isCreate: false };
const creating: CallKind = { isWrite: true, isCreate: true };

export function createClient(context: ProviderContext): RunpodClient {
  const key = requiredKey(context);
  const url = context.env.RUNPOD_URL ?? 'https://api.runpod.io/v2';
  const graphqlUrl = context.env.RUNPOD_GRAPHQL_URL ?? 'https://api.runpod.io/graphql';
  // The firewall in front takes whoever does not say what it is for a robot.
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'user-agent': 'assay' };
  let waitUntilMs = 0;

  async function exchange(address: string, init: RequestInit, kind: CallKind): Promise<HttpAnswer> {
    const label = new URL(address).pathname;
    try {
      const pauseMs = waitUntilMs - context.clock.monotonic();
      if (pauseMs > 0) await context.clock.sleep(pauseMs, context.signal);
      const answer = await fetchAnswer(context, address, { ...init, headers }, deadlineMs);
      waitUntilMs = Math.max(waitUntilMs, context.clock.monotonic() + pauseAfter(answer));
      return answer;
    } catch (thrown) {
      throw lostError(label, thrown, kind, key);
    }
  }

  async function send<T>(
    method: string,
    path: string,
    kind: CallKind,
    read: (body: unknown) => T,
    body?: object,
  ): Promise<T> {
    const answer = await exchange(url + path, { method, ...(body && { body: JSON.stringify(body) }) }, kind);
    if (!isSuccess(answer)) throw answerError(answer, kind, key);
    return readWith(answer.text, kind, read);
  }

  async function ask<T>(query: string, input: object | undefined, read: (data: unknown) => T): Promise<T> {
    const kind = input === undefined ? reading : creating;
    const body = JSON.stringify({ query, ...(input && { variables: { input } }) });
    const answer = await exchange(graphqlUrl, { method: 'POST', body }, kind);
    if (!isSuccess(answer)) throw answerError(answer, kind, key);
    return readWith(answer.text, kind, (parsed) => {
      const { data, errors } = isObject(parsed) ? parsed : {};
      if (Array.isArray(errors) && errors.length > 0) throw graphqlError(errors[0], answer, kind, key);
      return read(data);
    });
  }

  return {
    get: (path, read) => send('GET', path, reading, read),
    find: (path, read) => send('GET', path, reading, read).catch(nullWhereGone),
    post: (path, body, read) => send('POST', path, creating, read, body),
    remove: async (path) => {
      await send('DELETE', path, writing, () => null).catch(nullWhereGone);
    },
    query: (query, read) => ask(query, undefined, read),
    mutate: (query, input, read) => ask(query, input, read),
  };
}

/** The service says with every answer how many requests are left; after the last one it is given the time that it asks for. */
function pauseAfter({ headers, status }: HttpAnswer): number {
  if (status === 429) return 0;
  const [, left, seconds] = /r=(\d+)\s*;\s*t=(\d+)/.exec(headers.get('ratelimit') ?? '') ?? [];
  return left === '0' ? Number(seconds) * 1_000 : 0;
}

function readWith<T>(text: string, kind: CallKind, read: (body: unknown) => T): T {
  try {
    return read(text === '' ? undefined : JSON.parse(text));
  } catch (thrown) {
    if (RunpodFailure.behind(thrown)) throw thrown;
    throw malformedError(thrown, kind);
  }
}

function nullWhereGone(thrown: unknown): null {
  if (isProviderError(thrown) && thrown.code === 'NOT_FOUND') return null;
  throw thrown;
}

function requiredKey({ env }: ProviderContext): string {
  const key = env.RUNPOD_API_KEY;
  if (!key) throw refuse('RUNPOD_API_KEY must be set');
  // It would be refused as a header, in words that say nothing of the key.
  if (!/^[\x21-\x7e]+$/.test(key)) throw refuse('RUNPOD_API_KEY holds a character that no key has, such as a newline');
  return key;
}
