import type { ProviderContext } from '../../../provider/context.ts';
import { fetchAnswer, type HttpAnswer, isSuccess } from '../../../provider/fetch-answer.ts';
import type { ProviderError } from '../../../provider/provider-error.ts';
import { refuse } from '../refuse.ts';
import { answerError, codeOf, lostError, malformedError } from './simulated-errors.ts';

export type Method = 'GET' | 'POST' | 'DELETE';

/** Speaks the service's HTTP. Throws only ProviderErrors; never sends anything twice. */
export interface SimulatedClient {
  /** Gives the parsed body of a successful answer, or undefined where it had none. */
  send(method: Method, path: string, body?: object): Promise<unknown>;
  /** The same, but null where the service answers with this code. */
  sendOrNull(method: Method, path: string, absentCode: string): Promise<unknown>;
  /** Reads a body with `read`, which throws when the shape is wrong. */
  read<T>(method: Method, body: unknown, read: (body: unknown) => T): T;
  malformed(method: Method, what: string): ProviderError;
}

/** How long one request may take. */
const deadlineMs = 30_000;

export function createClient(context: ProviderContext): SimulatedClient {
  const url = required(context, 'ORBSTACK_URL');
  const token = required(context, 'ORBSTACK_TOKEN');
  const expiry = expiryOf(context);
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };

  async function send(method: Method, path: string, body?: object): Promise<unknown> {
    return bodyOf(method, await exchange(method, path, body));
  }

  async function sendOrNull(method: Method, path: string, absentCode: string): Promise<unknown> {
    const answer = await exchange(method, path);
    return isSuccess(answer) || codeOf(answer) !== absentCode ? bodyOf(method, answer) : null;
  }

  function bodyOf(method: Method, answer: HttpAnswer): unknown {
    if (!isSuccess(answer)) throw answerError(method, answer, token);
    return answer.text === '' ? undefined : parse(method, answer.text);
  }

  async function exchange(method: Method, path: string, body?: object): Promise<HttpAnswer> {
    // Whatever has a body makes something.
    const init = { method, headers, ...(body && { body: JSON.stringify({ ...body, ...expiry }) }) };
    try {
      return await fetchAnswer(context, url + path, init, deadlineMs);
    } catch (thrown) {
      throw lostError(method, path, thrown, token);
    }
  }

  return {
    send,
    sendOrNull,
    read: (method, body, read) => {
      try {
        return read(body);
      } catch (thrown) {
        throw malformedError(method, thrown);
      }
    },
    malformed: (method, what) => malformedError(method, new Error(what)),
  };
}

function parse(method: Method, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    throw malformedError(method, thrown);
  }
}

/** After how long the service ends by itself what is made, should its maker be gone; nothing where nobody says. */
function expiryOf({ env }: ProviderContext): { readonly expires_in_s?: number } {
  const seconds = env.ORBSTACK_EXPIRES_IN_S;
  if (seconds === undefined) return {};
  if (!/^[1-9]\d{0,8}$/.test(seconds)) throw refuse('ORBSTACK_EXPIRES_IN_S must be a whole number of seconds');
  return { expires_in_s: Number(seconds) };
}

function required(context: ProviderContext, name: string): string {
  const value = context.env[name];
  if (!value) throw refuse(`${name} must be set for the simulated host`);
  return value;
}
