import { isObject } from '../../provider/is-object.ts';
import type { NativeFailure } from '../../provider/json-client.ts';
import type { ProviderErrorCode } from '../../provider/provider-error.ts';

/**
 * Texts that mean the same whatever the status: the same lack of capacity came as 500, as 400 and, in GraphQL, as 200. So
 * they are read first.
 */
const texts: readonly (readonly [fragment: RegExp, code: ProviderErrorCode])[] = [
  [/no longer any instances|no instances currently available|does not have the resources/i, 'CAPACITY_ERROR'],
  [/could not find any pods|not enough free gpus/i, 'CAPACITY_ERROR'],
  [/balance is too low|spend limit|spending limit/i, 'QUOTA_EXCEEDED'],
];

/** The codes of GraphQL. REST v2 has none. */
const codes: ReadonlyMap<string, ProviderErrorCode> = new Map([
  ['SUPPLY_CONSTRAINT', 'CAPACITY_ERROR'],
  ['INSUFFICIENT_BALANCE', 'QUOTA_EXCEEDED'],
  ['POD_NOT_FOUND', 'NOT_FOUND'],
  ['UNAUTHENTICATED', 'AUTH_ERROR'],
  ['FORBIDDEN', 'AUTH_ERROR'],
  ['BAD_USER_INPUT', 'INVALID_SPEC'],
  ['GRAPHQL_VALIDATION_FAILED', 'INVALID_SPEC'],
  ['GRAPHQL_PARSE_FAILED', 'INVALID_SPEC'],
  ['INTERNAL_SERVER_ERROR', 'PROVIDER_UNAVAILABLE'],
]);

/** By the text first, then by the code, then by the status. What is not known is never guessed at. */
export function meaningOf(failure: NativeFailure): ProviderErrorCode {
  const { status, code, message } = failure;
  const told = texts.find(([fragment]) => fragment.test(message))?.[1];
  if (told !== undefined) return told;
  if (code !== null) return codes.get(code) ?? 'UNCLASSIFIED';
  if (status >= 500) return 'PROVIDER_UNAVAILABLE';
  return message === pageMessage ? meaningOfPage(status) : meaningOfStatus(failure);
}

function meaningOfStatus({ status, kind, message }: NativeFailure): ProviderErrorCode {
  switch (status) {
    case 401:
      return 'AUTH_ERROR';
    case 402:
      return 'QUOTA_EXCEEDED';
    case 403:
      // A GPU pool that is not open to the account, or a scope that the key lacks.
      return /gpu pool/i.test(message) ? 'INVALID_SPEC' : 'AUTH_ERROR';
    case 404:
      // Where something was to be made, what is not there is what the request names.
      return kind === 'create' ? 'INVALID_SPEC' : 'NOT_FOUND';
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

/** A page is from whoever stands in front of the service: what is not there then is not a pod. */
function meaningOfPage(status: number): ProviderErrorCode {
  if (status === 401) return 'AUTH_ERROR';
  return status === 403 || status === 429 ? 'RATE_LIMIT_ERROR' : 'UNCLASSIFIED';
}

const pageMessage = 'a page, not an answer of the API';

/** A problem of REST v2, the first of the errors of GraphQL, or a page. */
export function readFailure(text: string): Pick<NativeFailure, 'code' | 'message'> {
  const body = parse(text);
  if (!isObject(body)) return { code: null, message: pageMessage };
  const error = Array.isArray(body.errors) && isObject(body.errors[0]) ? body.errors[0] : body;
  // `error` is what version 1 wrote, and still may behind a proxy.
  const message = [error.detail, error.message, error.error].find((each) => typeof each === 'string');
  const code = isObject(error.extensions) ? error.extensions.code : undefined;
  return { code: typeof code === 'string' ? code : null, message: message ?? 'no reason was given' };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
