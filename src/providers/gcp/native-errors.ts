import { errorIn } from '../../provider/error-in.ts';
import { isObject } from '../../provider/is-object.ts';
import type { NativeFailure } from '../../provider/json-client.ts';
import { isProviderError, type ProviderError, type ProviderErrorCode } from '../../provider/provider-error.ts';

/** What the service's reasons mean, in whichever of its spellings: `rateLimitExceeded` and `RATE_LIMIT_EXCEEDED` are one. */
const meanings: ReadonlyMap<string, ProviderErrorCode> = new Map([
  ...spelt('CAPACITY_ERROR', [
    'ZONE_RESOURCE_POOL_EXHAUSTED',
    'ZONE_RESOURCE_POOL_EXHAUSTED_WITH_DETAILS',
    'REGION_RESOURCE_POOL_EXHAUSTED',
    'RESOURCE_POOL_EXHAUSTED',
    'GPU_STOCKOUT',
    'STOCKOUT',
    'INSUFFICIENT_CAPACITY',
    'IP_SPACE_EXHAUSTED',
    'IP_SPACE_EXHAUSTED_WITH_DETAILS',
  ]),
  ...spelt('RATE_LIMIT_ERROR', [
    'RATE_LIMIT_EXCEEDED',
    'USER_RATE_LIMIT_EXCEEDED',
    'RESOURCE_OPERATION_RATE_EXCEEDED',
    'RESOURCE_EXHAUSTED',
  ]),
  ...spelt('AUTH_ERROR', [
    'AUTH_ERROR',
    'UNAUTHENTICATED',
    'FORBIDDEN',
    'PERMISSION_DENIED',
    'PERMISSIONS_ERROR',
    'IAM_PERMISSION_DENIED',
    'ACCESS_NOT_CONFIGURED',
    'SERVICE_DISABLED',
  ]),
  ...spelt('INVALID_SPEC', [
    'INVALID',
    'INVALID_PARAMETER',
    'INVALID_ARGUMENT',
    'BAD_REQUEST',
    'REQUIRED',
    'INVALID_FIELD_VALUE',
    'FIELD_SIZE_TOO_LARGE',
    'MISSING_REQUIRED_FIELD',
    'INVALID_USAGE',
    'CONDITION_NOT_MET',
    'NETWORK_NOT_FOUND',
    'ALREADY_EXISTS',
    'RESOURCE_ALREADY_EXISTS',
    'RESOURCE_IN_USE_BY_ANOTHER_RESOURCE',
    'UNSUPPORTED_OPERATION',
  ]),
  ...spelt('NOT_FOUND', ['NOT_FOUND', 'RESOURCE_NOT_FOUND', 'PROJECT_NOT_FOUND']),
  ...spelt('PROVIDER_UNAVAILABLE', [
    'BACKEND_ERROR',
    'INTERNAL_ERROR',
    'INTERNAL',
    'UNAVAILABLE',
    'SERVICE_UNAVAILABLE_FOR_LOCATION',
    'RESOURCE_NOT_READY',
  ]),
]);

function spelt(
  meaning: ProviderErrorCode,
  codes: readonly string[],
): readonly (readonly [string, ProviderErrorCode])[] {
  return codes.map((code) => [plain(code), meaning]);
}

/** Without what differs between the spellings. */
export function plain(code: string): string {
  return code.replaceAll('_', '').toLowerCase();
}

/** By the reason first, then by the status, and by the text only where the reason means two things. */
export function meaningOf({ kind, status, code, message }: NativeFailure): ProviderErrorCode {
  const reason = plain(code ?? '');
  // Whoever sends no token is told that something required is missing.
  if (status === 401) return 'AUTH_ERROR';
  if (kind === 'create' && isWantOfRoom(reason, message)) return 'CAPACITY_ERROR';
  if (/unknown zone/i.test(message)) return kind === 'create' ? 'INVALID_SPEC' : 'NOT_FOUND';
  if (/is not found or access is unauthorized/i.test(message)) return 'AUTH_ERROR';
  // Rates are called quotas too: so rates are looked at first.
  const meaning = meanings.get(reason) ?? (reason.includes('quota') ? 'QUOTA_EXCEEDED' : undefined);
  // What an order names and is not there makes the order wrong.
  if (kind === 'create' && meaning === 'NOT_FOUND') return 'INVALID_SPEC';
  if (meaning !== undefined) return meaning;
  if (status === 429) return 'RATE_LIMIT_ERROR';
  return status >= 500 || code === null ? 'PROVIDER_UNAVAILABLE' : 'UNCLASSIFIED';
}

/** Other zones may have what this one has not, and a spot machine may be taken away before it is there. */
function isWantOfRoom(reason: string, message: string): boolean {
  if (reason === 'unsupportedoperation') return true;
  if (reason === 'resourcenotfound' && /\/instances\//.test(message)) return true;
  return /machine type .* does not exist in zone/i.test(message) || /reservation .*(capacity|not ready)/i.test(message);
}

/** The reason as any of the three layouts of a refusal has it. */
export function readFailure(text: string): Pick<NativeFailure, 'code' | 'message'> {
  const { errors, details, status, message } = errorIn(text);
  const first = Array.isArray(errors) ? errors.find(isObject) : undefined;
  const info = Array.isArray(details) ? details.find((each) => isObject(each) && 'reason' in each) : undefined;
  const code = [info?.reason, first?.reason, first?.code, status].find((each) => typeof each === 'string');
  return {
    code: typeof code === 'string' ? code : null,
    message: typeof message === 'string' ? message : 'no reason was given',
  };
}

/** Whether it was refused for this reason, in whichever spelling. */
export function isRefusedAs(thrown: unknown, ...codes: readonly string[]): thrown is ProviderError {
  if (!isProviderError(thrown) || !isObject(thrown.cause)) return false;
  const { code } = thrown.cause;
  return typeof code === 'string' && codes.some((each) => plain(each) === plain(code));
}
