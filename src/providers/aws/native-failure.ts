import { isObject } from '../../provider/is-object.ts';
import { isProviderError, ProviderError, type ProviderErrorCode } from '../../provider/provider-error.ts';
import { meaningOfCode } from './error-codes.ts';
import { providerName } from './provider-name.ts';

/** Whether a call changes something: then an answer that tells nothing leaves open whether it did. */
export type Effect = 'reads' | 'writes';

/** The ProviderError behind whatever the SDK threw. */
export function toProviderError(thrown: unknown, effect: Effect): ProviderError {
  if (isProviderError(thrown)) return thrown;
  const failure = readFailure(thrown);
  const code = codeOfFailure(failure);
  return new ProviderError(code, `AWS: ${failure.code ?? failure.name}: ${failure.message}`, {
    provider: providerName,
    cause: thrown,
    ...(failure.retryAfterMs !== undefined && { retryAfterMs: failure.retryAfterMs }),
    // A clear refusal did nothing. Who fails without one, or cannot be read, may have got any distance.
    ...(effect === 'writes' && code === 'PROVIDER_UNAVAILABLE' && { ambiguous: true }),
  });
}

/** An answer that resolved and yet says nothing. */
export function malformedAnswer(what: string, effect: Effect): ProviderError {
  return new ProviderError('PROVIDER_UNAVAILABLE', `AWS answered something that cannot be read: ${what}`, {
    provider: providerName,
    cause: new Error(what),
    ...(effect === 'writes' && { ambiguous: true }),
  });
}

/** The service's own code behind a ProviderError, or undefined where it named none. */
export function nativeCode(error: unknown): string | undefined {
  return isProviderError(error) ? readFailure(error.cause).code : undefined;
}

interface Failure {
  readonly name: string;
  readonly message: string;
  /** Absent where the answer was no error of EC2. */
  readonly code?: string;
  /** Absent where there was no answer. */
  readonly status?: number;
  readonly retryAfterMs?: number;
}

function readFailure(thrown: unknown): Failure {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const { Code, $metadata, $response } = error as Error & Partial<Record<'Code' | '$metadata' | '$response', unknown>>;
  const status = isObject($metadata) ? $metadata.httpStatusCode : undefined;
  const retryAfterMs = readRetryAfter($response);
  return {
    name: error.name,
    // The SDK says below the first line where to look for the raw answer.
    message: error.message.split('\n', 1)[0] ?? '',
    ...(typeof Code === 'string' && Code !== '' && { code: Code }),
    ...(typeof status === 'number' && { status }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
}

function codeOfFailure({ name, code, message, status }: Failure): ProviderErrorCode {
  const known = meaningOfCode(code ?? name, message);
  if (known !== undefined) return known;
  // No answer, or one under a good status that cannot be read.
  if (status === undefined || status < 300) return 'PROVIDER_UNAVAILABLE';
  if (status === 429) return 'RATE_LIMIT_ERROR';
  if (status === 401 || status === 403) return 'AUTH_ERROR';
  return status >= 500 ? 'PROVIDER_UNAVAILABLE' : 'UNCLASSIFIED';
}

function readRetryAfter(response: unknown): number | undefined {
  if (!isObject(response) || !isObject(response.headers)) return undefined;
  const seconds = Number(response.headers['retry-after'] ?? response.headers['x-amz-retry-after'] ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : undefined;
}
