import { errorIn } from '../../provider/error-in.ts';
import type { NativeFailure } from '../../provider/json-client.ts';
import type { ProviderErrorCode } from '../../provider/provider-error.ts';

/** What the service's codes mean. A code that is not here is judged by its status alone. */
const meanings: ReadonlyMap<string | null, ProviderErrorCode> = new Map([
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
  ['firewall-rulesets/firewall-ruleset-in-use', 'INVALID_SPEC'],
  ['ssh-keys/key-in-use', 'INVALID_SPEC'],
  ['global/object-does-not-exist', 'NOT_FOUND'],
  ['global/not-found', 'NOT_FOUND'],
  ['global/internal-error', 'PROVIDER_UNAVAILABLE'],
  ['global/unknown', 'PROVIDER_UNAVAILABLE'],
  ['global/conflict', 'PROVIDER_UNAVAILABLE'],
]);

/** By the code first, then by the status, and by the text only where the code means two things. */
export function meaningOf({ kind, status, code, message }: NativeFailure): ProviderErrorCode {
  const meaning = meanings.get(code);
  // A region that was taken out of the offer is told of so, and so is what a launch names and is not there.
  if (kind === 'create' && meaning === 'NOT_FOUND') return 'INVALID_SPEC';
  if (kind === 'create' && meaning === 'INVALID_SPEC' && /\bregion\b.*does not exist/i.test(message)) {
    return 'CAPACITY_ERROR';
  }
  if (meaning !== undefined) return meaning;
  if (status === 401) return 'AUTH_ERROR';
  if (status === 429) return 'RATE_LIMIT_ERROR';
  // A page that is no JSON comes from who stands in front of the service and counts.
  if (status === 403) return code === null ? 'RATE_LIMIT_ERROR' : 'AUTH_ERROR';
  if (status >= 500 || code === null || code.startsWith('provider/')) return 'PROVIDER_UNAVAILABLE';
  return 'UNCLASSIFIED';
}

export function readFailure(text: string): Pick<NativeFailure, 'code' | 'message'> {
  const { code, message } = errorIn(text);
  return {
    code: typeof code === 'string' ? code : null,
    message: typeof message === 'string' ? message : 'no reason was given',
  };
}
