import { isObject } from '../../provider/is-object.ts';
import type { NativeFailure } from '../../provider/json-client.ts';
import { isProviderError, type ProviderErrorCode } from '../../provider/provider-error.ts';

/** By the HTTP status, and by the text where one status means several things: Kubernetes has no finer codes. */
export function meaningOf({ kind, status, code, message }: NativeFailure): ProviderErrorCode {
  if (status === 401) return 'AUTH_ERROR';
  if (status === 429) return 'RATE_LIMIT_ERROR';
  // Whoever is no API server stands in front of it.
  if (code === null) return 'PROVIDER_UNAVAILABLE';
  if (status === 403) return meaningOfForbidden(message);
  // What an order names and is not there makes the order wrong.
  if (status === 404) return kind === 'create' ? 'INVALID_SPEC' : 'NOT_FOUND';
  if ([400, 405, 413, 415, 422].includes(status)) return 'INVALID_SPEC';
  // A conflict is over when one reads again, and so is a list that is too old to go on with.
  return status === 409 || status === 410 || status >= 500 ? 'PROVIDER_UNAVAILABLE' : 'UNCLASSIFIED';
}

/** A quota, a limit of one pod and a namespace on its way out are refused like somebody who may not. */
function meaningOfForbidden(message: string): ProviderErrorCode {
  if (/exceeded quota|failed quota/i.test(message)) return 'QUOTA_EXCEEDED';
  if (/because it is being terminated/i.test(message)) return 'PROVIDER_UNAVAILABLE';
  if (/(maximum|minimum) \S+ usage per|violates PodSecurity/i.test(message)) return 'INVALID_SPEC';
  return 'AUTH_ERROR';
}

/** The reason and the message of a `Status`. */
export function readFailure(text: string): Pick<NativeFailure, 'code' | 'message'> {
  const nothing = { code: null, message: 'no reason was given' };
  try {
    const body: unknown = JSON.parse(text);
    if (!isObject(body) || body.kind !== 'Status') return nothing;
    const { reason, message } = body;
    return {
      // Some refusals of webhooks have none.
      code: typeof reason === 'string' ? reason : '',
      message: typeof message === 'string' ? message : nothing.message,
    };
  } catch {
    return nothing;
  }
}

/** Whether the API server gave this reason. */
export function isRefusedAs(thrown: unknown, reason: string): boolean {
  return isProviderError(thrown) && isObject(thrown.cause) && thrown.cause.code === reason;
}
