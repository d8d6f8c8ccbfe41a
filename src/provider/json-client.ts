import { record } from './body-fields.ts';
import type { ProviderContext } from './context.ts';
import { fetchAnswer, type HttpAnswer, isSuccess, retryAfterMs } from './fetch-answer.ts';
import { errorWithout, hideSecret } from './hide-secret.ts';
import { isProviderError, ProviderError, type ProviderErrorCode } from './provider-error.ts';

/** What a call does. A write may have taken effect although it failed; a create has made something then. */
export type CallKind = 'read' | 'write' | 'create';

/** What a service said when it refused; `code` is its own word, null where the body has none. */
export interface NativeFailure {
  readonly kind: CallKind;
  readonly status: number;
  readonly code: string | null;
  readonly message: string;
}

export interface JsonClientOptions {
  readonly provider: string;
  /** As a person writes it. */
  readonly displayName: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Never in an error. Asked for whenever it has to be hidden: it may be another by then. */
  secret(): string;
  deadlineMs(kind: CallKind): number;
  /** Resolves when the call may be sent. */
  takeTurn(kind: CallKind): Promise<void>;
  readFailure(text: string): Pick<NativeFailure, 'code' | 'message'>;
  meaningOf(failure: NativeFailure): ProviderErrorCode;
  /** Whether a success is a refusal after all, as errors of GraphQL are. Absent: never. */
  isRefusal?(body: Readonly<Record<string, unknown>>): boolean;
  /** Called with every answer that comes. */
  onAnswer?(answer: HttpAnswer): void;
}

export interface JsonCall<T> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** Default `read` for GET, `write` for the others. */
  readonly kind?: CallKind;
  readonly body?: object;
  /** Called when the request has had its turn and goes out. */
  readonly onSent?: (() => void) | undefined;
  /** Reads the body of a success; throws where the shape is wrong. */
  readonly read: (body: Readonly<Record<string, unknown>>) => T;
}

/** Speaks JSON over HTTP. Throws only ProviderErrors; never sends anything twice. */
export type JsonClient = <T>(call: JsonCall<T>) => Promise<T>;

/**
 * A client of a service that answers with JSON objects. Whatever failed without a clear refusal is
 * PROVIDER_UNAVAILABLE, and ambiguous where the call was more than a read.
 */
export function createJsonClient(context: ProviderContext, options: JsonClientOptions): JsonClient {
  const { provider, displayName } = options;

  return async (call) => {
    const kind = call.kind ?? (call.method === 'GET' ? 'read' : 'write');
    const answer = await exchange(kind, call);
    if (!isSuccess(answer)) throw refusalOf(kind, answer);
    const body = readAs(kind, () => bodyOf(answer));
    if (options.isRefusal?.(body)) throw refusalOf(kind, answer);
    return readAs(kind, () => call.read(body));
  };

  async function exchange(kind: CallKind, { method, path, body, onSent }: JsonCall<unknown>): Promise<HttpAnswer> {
    const { headers, url, deadlineMs } = options;
    const init = { method, headers, ...(body && { body: JSON.stringify(body) }) };
    try {
      await options.takeTurn(kind);
      onSent?.();
      const answer = await fetchAnswer(context, url + path, init, deadlineMs(kind));
      options.onAnswer?.(answer);
      return answer;
    } catch (thrown) {
      // Whoever takes turns may say himself why there is none.
      if (isProviderError(thrown)) throw thrown;
      throw unavailable(kind, `no answer to ${method} ${path}`, errorWithout(thrown, options.secret()));
    }
  }

  function readAs<T>(kind: CallKind, read: () => T): T {
    try {
      return read();
    } catch (thrown) {
      // A parser's message quotes the answer, which may hold secrets.
      const cause = thrown instanceof SyntaxError ? new Error('it is no JSON') : thrown;
      throw unavailable(kind, `${displayName} answered something that cannot be read`, cause);
    }
  }

  function refusalOf(kind: CallKind, answer: HttpAnswer): ProviderError {
    const { status } = answer;
    const { code, message } = options.readFailure(answer.text);
    const meaning = options.meaningOf({ kind, status, code, message });
    const text = hideSecret(
      `${displayName} answered ${status}${code === null ? '' : ` ${code}`}: ${message}`,
      options.secret(),
    );
    const waitMs = retryAfterMs(answer);
    return new ProviderError(meaning, text, {
      provider,
      cause: Object.assign(new Error(text), { status, ...(code !== null && { code }) }),
      ...(waitMs !== undefined && { retryAfterMs: waitMs }),
      ...ambiguity(kind, meaning),
    });
  }

  function unavailable(kind: CallKind, message: string, cause: unknown): ProviderError {
    const code = 'PROVIDER_UNAVAILABLE';
    return new ProviderError(code, message, { provider, cause, ...ambiguity(kind, code) });
  }
}

/** Who answers 204 has nothing to say; any other empty body was lost on its way. */
function bodyOf({ status, text }: HttpAnswer): Readonly<Record<string, unknown>> {
  return status === 204 && text === '' ? {} : record(JSON.parse(text), 'the answer');
}

/** A clear refusal did nothing. Whoever fails without one may have got any distance. */
function ambiguity(kind: CallKind, code: ProviderErrorCode): { readonly ambiguous?: true } {
  return kind !== 'read' && code === 'PROVIDER_UNAVAILABLE' ? { ambiguous: true } : {};
}
