import { type HttpAnswer, retryAfterMs } from '../../provider/fetch-answer.ts';
import { errorWithout, hideSecret } from '../../provider/hide-secret.ts';
import { isObject } from '../../provider/is-object.ts';
import { isProviderError, ProviderError, type ProviderErrorCode } from '../../provider/provider-error.ts';
import { providerName } from './names.ts';

/** What the service said, as the cause of a ProviderError. */
export class RunpodFailure extends Error {
  override readonly name = 'RunpodFailure';
  readonly status: number;
  /** The code of GraphQL; null where there was none, as always in REST. */
  readonly code: string | null;

  constructor(status: number, code: string | null, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }

  /** The native failure that a ProviderError was made from, if one was. */
  static behind(thrown: unknown): RunpodFailure | undefined {
    return isProviderError(thrown) && thrown.cause instanceof RunpodFailure ? thrown.cause : undefined;
  }
}

/** What a call is for: a 404 for what a create names is not a thing that is gone. */
export interface CallKind {
  readonly isWrite: boolean;
  readonly isCreate: boolean;
}

/** The error behind an answer that is no success. */
export function answerError(answer: HttpAnswer, kind: CallKind, key: string): ProviderError {
  return failureError(readFailure(answer, key), answer, kind);
}

/** The error behind `errors` of GraphQL, which come with HTTP 200. */
export function graphqlError(first: unknown, answer: HttpAnswer, kind: CallKind, key: string): ProviderError {
  return failureError(failureOf(answer.status, first, key), answer, kind);
}

/** The error behind no answer at all: the connection broke, or the deadline passed. */
export function lostError(path: string, thrown: unknown, { isWrite }: CallKind, key: string): ProviderError {
  const cause = errorWithout(thrown, key);
  return unclear(`no answer from ${path}: ${cause.message}`, cause, isWrite);
}

/** The error behind an answer that nobody can read. */
export function malformedError(cause: unknown, { isWrite }: CallKind): ProviderError {
  return unclear('RunPod answered something that cannot be read', cause, isWrite);
}

function unclear(message: string, cause: unknown, isWrite: boolean): ProviderError {
  const ambiguity = isWrite ? { ambiguous: true } : {};
  return new ProviderError('PROVIDER_UNAVAILABLE', message, { provider: providerName, cause, ...ambiguity });
}

function failureError(cause: RunpodFailure, answer: HttpAnswer, kind: CallKind): ProviderError {
  const code = meaningOf(cause, kind);
  const waitMs = retryAfterMs(answer);
  return new ProviderError(code, `RunPod answered ${cause.status}: ${cause.message}`, {
    provider: providerName,
    cause,
    ...(waitMs !== undefined && { retryAfterMs: waitMs }),
    // A clear refusal did nothing. Whoever fails without one may have got any distance.
    ...(code === 'PROVIDER_UNAVAILABLE' && kind.isWrite && { ambiguous: true }),
  });
}

/**
 * Texts that mean the same whatever the status: the same lack of capacity came as 500, as 400 and, in GraphQL, as 200. So
 * they are read first.
 */
const texts: readonly (readonly [fragment: RegExp, code: ProviderErrorCode])[] = [
  [/no longer any instances|no instances currently available|does not have the resources/i, 'CAPACITY_ERROR'],
  [/could not find any pods|not enough free gpus/i, 'CAPACITY_ERROR'],
  [/balance is too low|spend limit|spending limit/i, 'QUOTA_EXCEEDED'],
];

/** What GraphQL says beside its texts. A code that is not here is never guessed at. */
const codes: Readonly<Record<string, ProviderErrorCode>> = {
  SUPPLY_CONSTRAINT: 'CAPACITY_ERROR',
  INSUFFICIENT_BALANCE: 'QUOTA_EXCEEDED',
  POD_NOT_FOUND: 'NOT_FOUND',
  UNAUTHENTICATED: 'AUTH_ERROR',
  FORBIDDEN: 'AUTH_ERROR',
  BAD_USER_INPUT: 'INVALID_SPEC',
  GRAPHQL_VALIDATION_FAILED: 'INVALID_SPEC',
  GRAPHQL_PARSE_FAILED: 'INVALID_SPEC',
  INTERNAL_SERVER_ERROR: 'PROVIDER_UNAVAILABLE',
};

function meaningOf({ status, code, message }: RunpodFailure, { isCreate }: CallKind): ProviderErrorCode {
  const told = texts.find(([fragment]) => fragment.test(message))?.[1];
  if (told !== undefined) return told;
  if (code !== null) return Object.hasOwn(codes, code) ? (codes[code] ?? 'UNCLASSIFIED') : 'UNCLASSIFIED';
  if (status >= 500) return 'PROVIDER_UNAVAILABLE';
  // Somebody in between says it: what is not there then is not a pod.
  if (message === pageMessage && ![401, 403, 429].includes(status)) return 'UNCLASSIFIED';
  switch (status) {
    case 401:
      return 'AUTH_ERROR';
    case 402:
      return 'QUOTA_EXCEEDED';
    case 403:
      return meaningOfForbidden(message);
    case 404:
      return isCreate ? 'INVALID_SPEC' : 'NOT_FOUND';
    case 429:
      return 'RATE_LIMIT_ERROR';
    case 400:
    case 409:
    case 422:
      return 'INVALID_SPEC';
    default:
      return 'UNCLASSIFIED';
  }
}

/** The firewall in front, which answers with a page; a GPU pool that is not open to the account; or the key. */
function meaningOfForbidden(message: string): ProviderErrorCode {
  if (message === pageMessage) return 'RATE_LIMIT_ERROR';
  return /gpu pool/i.test(message) ? 'INVALID_SPEC' : 'AUTH_ERROR';
}

const pageMessage = 'a page, not an answer of the API';

function readFailure({ status, text }: HttpAnswer, key: string): RunpodFailure {
  const body = parse(text);
  if (!isObject(body)) return new RunpodFailure(status, null, pageMessage);
  if (Array.isArray(body.errors) && isObject(body.errors[0])) return failureOf(status, body.errors[0], key);
  // `detail` is REST v2; the rest is what answered before it, and still may behind a proxy.
  const message = [body.detail, body.error, body.message].find((each) => typeof each === 'string');
  return new RunpodFailure(status, null, hideSecret((message as string | undefined) ?? 'no reason was given', key));
}

function failureOf(status: number, error: unknown, key: string): RunpodFailure {
  const { message, extensions } = isObject(error) ? error : {};
  const code = isObject(extensions) && typeof extensions.code === 'string' ? extensions.code : null;
  return new RunpodFailure(
    status,
    code,
    hideSecret(typeof message === 'string' ? message : 'no reason was given', key),
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
