import type { ProviderContext } from '../../provider/context.ts';
import type { HttpAnswer } from '../../provider/fetch-answer.ts';
import { createJsonClient, type JsonClient } from '../../provider/json-client.ts';
import { isProviderError } from '../../provider/provider-error.ts';
import { providerName, refuse } from './names.ts';
import { meaningOf, readFailure } from './native-errors.ts';

type Body = Readonly<Record<string, unknown>>;

/** Speaks REST v2 and GraphQL. Throws only ProviderErrors; never sends anything twice. */
export interface RunpodClient {
  /** The answer to a question, read with `read`, which throws when the shape is wrong. */
  get<T>(path: string, read: (body: Body) => T): Promise<T>;
  /** The same, but null for what is not there. */
  find<T>(path: string, read: (body: Body) => T): Promise<T | null>;
  create<T>(path: string, body: object, read: (body: Body) => T): Promise<T>;
  /** Silent for what is not there. */
  remove(path: string): Promise<void>;
  query<T>(query: string, read: (data: unknown) => T): Promise<T>;
  mutate<T>(query: string, input: object, read: (data: unknown) => T): Promise<T>;
}

/** How long one request may take. */
const deadlineMs = 30_000;

export function createClient(context: ProviderContext): RunpodClient {
  const { env } = context;
  const turns = createTurns(context);
  const rest = createSender(context, env.RUNPOD_URL ?? 'https://api.runpod.io/v2', turns);
  const graphql = createSender(context, env.RUNPOD_GRAPHQL_URL ?? 'https://api.runpod.io/graphql', turns);
  return {
    get: (path, read) => rest({ method: 'GET', path, read }),
    find: (path, read) => rest({ method: 'GET', path, read }).catch(nullWhereGone),
    create: (path, body, read) => rest({ method: 'POST', path, kind: 'create', body, read }),
    remove: async (path) => {
      await rest({ method: 'DELETE', path, read: () => null }).catch(nullWhereGone);
    },
    query: (query, read) =>
      graphql({ method: 'POST', path: '', kind: 'read', body: { query }, read: ({ data }) => read(data) }),
    mutate: (query, input, read) => {
      const body = { query, variables: { input } };
      return graphql({ method: 'POST', path: '', kind: 'create', body, read: ({ data }) => read(data) });
    },
  };
}

function createSender(context: ProviderContext, url: string, turns: Turns): JsonClient {
  const key = requiredKey(context);
  return createJsonClient(context, {
    provider: providerName,
    displayName: 'RunPod',
    url,
    // The firewall in front takes whoever does not say what it is for a robot.
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'user-agent': 'assay-runpod/1' },
    secret: () => key,
    deadlineMs: () => deadlineMs,
    readFailure,
    meaningOf,
    isRefusal: ({ errors }) => Array.isArray(errors) && errors.length > 0,
    ...turns,
  });
}

interface Turns {
  takeTurn(): Promise<void>;
  onAnswer(answer: HttpAnswer): void;
}

/** The service says with every answer how many requests are left; after the last one it is given the time that it asks for. */
function createTurns({ clock, signal }: ProviderContext): Turns {
  let nextMs = 0;
  return {
    takeTurn: async () => {
      const pauseMs = nextMs - clock.monotonic();
      if (pauseMs > 0) await clock.sleep(pauseMs, signal);
    },
    onAnswer: ({ headers }) => {
      const [, left, seconds] = /r=(\d+)\s*;\s*t=(\d+)/.exec(headers.get('ratelimit') ?? '') ?? [];
      if (left === '0') nextMs = Math.max(nextMs, clock.monotonic() + Number(seconds) * 1_000);
    },
  };
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
