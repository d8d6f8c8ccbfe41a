import type { ProviderErrorCode } from '../provider/provider-error.ts';
import type { NativeErrorKind } from './fault.ts';

/** What each native failure may be called in the taxonomy. What nobody recognises is never called capacity. */
export const nativeErrorCodes: { readonly [Kind in NativeErrorKind]: readonly ProviderErrorCode[] } = {
  capacity: ['CAPACITY_ERROR'],
  auth: ['AUTH_ERROR'],
  'rate-limit': ['RATE_LIMIT_ERROR'],
  quota: ['QUOTA_EXCEEDED'],
  invalid: ['INVALID_SPEC'],
  'not-found': ['NOT_FOUND', 'INVALID_SPEC'],
  unavailable: ['PROVIDER_UNAVAILABLE'],
  unknown: ['UNCLASSIFIED', 'PROVIDER_UNAVAILABLE'],
};
