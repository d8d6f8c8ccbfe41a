import { type HttpAnswer, retryAfterMs } from '../../provider/fetch-answer.ts';
import { errorWithout, hideSecret } from '../../provider/hide-secret.ts';
import { isObject } from '../../provider/is-object.ts';
import { ProviderError, type ProviderErrorCode } from '../../provider/provider-error.ts';
import { providerName } from './settings.ts';

/** What a call does; a write may have taken effect although it failed. */
export type CallKind = 'read' | 'write' | 'launch';

/** What the service's codes mean. A code that is not here is judged by its status alone. */
const meanings: ReadonlyMap<string, ProviderErrorCode> = new Map([
  ['instance-operations/launch/insufficient-capacity', 'CAPACITY_ERROR'],
  ['global/invalid-api-key', 'AUTH_ERROR'],
  ['global/account-inactive', 'AUTH_ERROR'],
  ['global/invalid-address', 'AUTH_ERROR'],
  ['global/forbidden', 'AUTH_ERROR'],
  ['global/quota-exceeded', 'QUOTA_EXCEEDED'],
  ['global/invalid-parameters', 'INVALID_SPEC'],
  ['global/duplicate', 'INVALID_SPEC'],
  ['instance-operations/launch/file-system-in-wrong-region', 'INVALID_SPEC'],
  ['instance-operations/launch/file-systems-not-supported', 'INVALID_SPEC'],
  ['filesystems/filesystem-in-use', 'INVALID_SPEC'],
  ['ssh-keys/key-in-use', 'INVALID_SPEC'],
  ['firewall-rulesets/firewall-ruleset-in-use', 'INVALID_SPEC'],
  ['global/object-does-not-exist', 'NOT_FOUND'],
  ['global/not-found', 'NOT_FOUND'],
  ['global/internal-error', 'PROVIDER_UNAVAILABLE'],
  ['global/unknown', 'PROVIDER_UNAVAILABLE'],
  ['global/conflict', 'PROVIDER_UNAVAILABLE'],
]);

/** The error behind an answer that is no success. */
export function answerError(call: CallKind, answer: HttpAnswer, secret: string): ProviderError {
  const { code, message } = readFailure(answer);
  const meaning = meaningOf(call, answer.status, code, message);
  const text = hideSecret(`Lambda answered ${answer.status}${code === null ? '' : ` ${code}`}: ${message}`, secret);
  const waitMs = retryAfterMs(answer);
  return new ProviderError(meaning, text, {
    provider: providerName,
    cause: Object.assign(new Error(text), { status: answer.status, ...(code !== null && { code }) }),
    ...(waitMs !== undefined && { retryAfterMs: waitMs }),
    // A clear refusal did nothing. Whoever fails without one may have got any distance.
    ...ambiguity(call, meaning),
  });
}

/** The error behind no answer at all: the connection broke, or the deadline passed. */
export function lostError(call: CallKind, what: string, thrown: unknown, secret: string): ProviderError {
  return unavailable(call, `no answer to ${what}`, errorWithout(thrown, secret));
}

/** The error behind an answer that nobody can read. */
export function malformedError(call: CallKind, thrown: unknown): ProviderError {
  // A parser's message quotes the answer, which may hold secrets.
  const cause = thrown instanceof SyntaxError ? new Error('it is no JSON') : thrown;
  return unavailable(call, 'Lambda answered something that cannot be read', cause);
}

function unavailable(call: CallKind, message: string, cause: unknown): ProviderError {
  const code = 'PROVIDER_UNAVAILABLE';
  return new ProviderError(code, message, { provider: providerName, cause, ...ambiguity(call, code) });
}

function ambiguity(call: CallKind, code: ProviderErrorCode): { readonly ambiguous?: true } {
  return call !== 'read' && code === 'PROVIDER_UNAVAILABLE' ? { ambiguous: true } : {};
}

/** By the code first, then by the status, and by the text only where the code means two things. */
function meaningOf(call: CallKind, status: number, code: string | null, message: string): ProviderErrorCode {
  const meaning = code === null ? undefined : meanings.get(code);
  if (call === 'launch') {
    // A region that was taken out of the offer is named so, and so is every part of a request that is not there.
    if (code === 'global/invalid-parameters' && /\bregion\b.*does not exist/i.test(message)) return 'CAPACITY_ERROR';
    if (meaning === 'NOT_FOUND') return 'INVALID_SPEC';
  }
  if (meaning !== undefined) return meaning;
  if (status === 401) return 'AUTH_ERROR';
  if (status === 429) return 'RATE_LIMIT_ERROR';
  // A page that is no JSON comes from who stands in front of the service and counts.
  if (status === 403) return code === null ? 'RATE_LIMIT_ERROR' : 'AUTH_ERROR';
  if (status >= 500 || code === null || code.startsWith('provider/')) return 'PROVIDER_UNAVAILABLE';
  return 'UNCLASSIFIED';
}

/** The service's own code, or null where the body names none. */
function readFailure({ text }: HttpAnswer): { readonly code: string | null; readonly message: string } {
  const error = parseError(text);
  return {
    code: typeof error.code === 'string' ? error.code : null,
    message: typeof error.message === 'string' ? error.message : 'no reason was given',
  };
}

function parseError(text: string): Readonly<Record<string, unknown>> {
  try {
    const body: unknown = JSON.parse(text);
    return isObject(body) && isObject(body.error) ? body.error : {};
  } catch {
    return {};
  }
}
