import { type HttpAnswer, retryAfterMs } from '../../../provider/fetch-answer.ts';
import { errorWithout, hideSecret } from '../../../provider/hide-secret.ts';
import { isProviderError, ProviderError, type ProviderErrorCode } from '../../../provider/provider-error.ts';
import { providerName } from '../refuse.ts';
import type { Method } from './simulated-client.ts';

/** What each code of the service means in the taxonomy. A code that is not here is never guessed at. */
const meanings: Readonly<Record<string, ProviderErrorCode>> = {
  host_full: 'CAPACITY_ERROR',
  offer_not_found: 'CAPACITY_ERROR',
  pool_empty: 'CAPACITY_ERROR',
  unauthorized: 'AUTH_ERROR',
  forbidden: 'AUTH_ERROR',
  slow_down: 'RATE_LIMIT_ERROR',
  quota_exceeded: 'QUOTA_EXCEEDED',
  not_offered: 'INVALID_SPEC',
  invalid_machine: 'INVALID_SPEC',
  invalid_volume: 'INVALID_SPEC',
  invalid_bid: 'INVALID_SPEC',
  invalid_period: 'INVALID_SPEC',
  unknown_gpu: 'INVALID_SPEC',
  unknown_image: 'INVALID_SPEC',
  unknown_network: 'INVALID_SPEC',
  unknown_region: 'INVALID_SPEC',
  unknown_snapshot: 'INVALID_SPEC',
  unknown_volume: 'INVALID_SPEC',
  volume_elsewhere: 'INVALID_SPEC',
  volume_in_use: 'INVALID_SPEC',
  machine_not_found: 'NOT_FOUND',
  snapshot_not_found: 'NOT_FOUND',
  volume_not_found: 'NOT_FOUND',
  spot_request_not_found: 'NOT_FOUND',
  cursor_expired: 'PROVIDER_UNAVAILABLE',
  machine_busy: 'PROVIDER_UNAVAILABLE',
  // Names are drawn: who finds one taken without having used it was delivered twice.
  name_taken: 'PROVIDER_UNAVAILABLE',
};

/** What the service said, as the cause of a ProviderError. */
export class NativeFailure extends Error {
  override readonly name = 'NativeFailure';
  readonly status: number;
  /** The service's own code, or null where the body named none. */
  readonly code: string | null;
  /** Whose the name is, where a name was taken. */
  readonly holder?: string;

  constructor(status: number, code: string | null, message: string, holder?: string) {
    super(message);
    this.status = status;
    this.code = code;
    if (holder !== undefined) this.holder = holder;
  }

  /** The native failure that a ProviderError was made from, if one was. */
  static behind(thrown: unknown): NativeFailure | undefined {
    return isProviderError(thrown) && thrown.cause instanceof NativeFailure ? thrown.cause : undefined;
  }
}

/** The error behind an answer that is no success. */
export function answerError(method: Method, answer: HttpAnswer, token: string): ProviderError {
  const cause = readFailure(answer, token);
  const code = meaningOf(cause);
  return new ProviderError(code, `the host answered ${answer.status}: ${cause.message}`, {
    provider: providerName,
    cause,
    ...retryAfter(answer),
    // A clear refusal did nothing. Whoever answers 5xx without one may have got any distance.
    ...ambiguity(method, code === 'PROVIDER_UNAVAILABLE'),
  });
}

/** The error behind no answer at all: the connection broke, or the deadline passed. */
export function lostError(method: Method, path: string, thrown: unknown, token: string): ProviderError {
  const cause = errorWithout(thrown, token);
  return new ProviderError('PROVIDER_UNAVAILABLE', `no answer to ${method} ${path}: ${cause.message}`, {
    provider: providerName,
    cause,
    ...ambiguity(method, true),
  });
}

/** The error behind an answer that nobody can read. */
export function malformedError(method: Method, cause: unknown): ProviderError {
  const message = 'the host answered something that cannot be read';
  return new ProviderError('PROVIDER_UNAVAILABLE', message, {
    provider: providerName,
    cause,
    ...ambiguity(method, true),
  });
}

/** The service's own code in an answer that is no success, or null where it named none. */
export function codeOf(answer: HttpAnswer): string | null {
  const { code } = parseError(answer.text);
  return typeof code === 'string' ? code : null;
}

function readFailure(answer: HttpAnswer, token: string): NativeFailure {
  const error = parseError(answer.text);
  const message = typeof error.message === 'string' ? error.message : 'no reason was given';
  const holder = typeof error.machine_id === 'string' ? error.machine_id : undefined;
  return new NativeFailure(answer.status, codeOf(answer), hideSecret(message, token), holder);
}

function parseError(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text)?.error ?? {};
  } catch {
    return {};
  }
}

function meaningOf(failure: NativeFailure): ProviderErrorCode {
  // The same refusal, with more to read.
  const code = failure.code?.replace(/_with_details$/, '');
  if (code !== undefined && Object.hasOwn(meanings, code)) return meanings[code] ?? 'UNCLASSIFIED';
  if (failure.status === 401) return 'AUTH_ERROR';
  if (failure.status === 429) return 'RATE_LIMIT_ERROR';
  return failure.status >= 500 ? 'PROVIDER_UNAVAILABLE' : 'UNCLASSIFIED';
}

function retryAfter(answer: HttpAnswer): { readonly retryAfterMs?: number } {
  const waitMs = retryAfterMs(answer);
  return waitMs === undefined ? {} : { retryAfterMs: waitMs };
}

function ambiguity(method: Method, isUnclear: boolean): { readonly ambiguous?: true } {
  return isUnclear && method !== 'GET' ? { ambiguous: true } : {};
}
