import type { FaultEffect } from './fault-effect.ts';

/** The service refuses in its own words, and does nothing. */
export const nativeError: FaultEffect<'native-error'> = async (fault, _call, _next, tools) =>
  tools.nativeError(fault.error, fault.retryAfterMs);
