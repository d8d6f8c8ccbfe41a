import type { FaultEffect } from './fault-effect.ts';

/** Too many requests, the service says, with or without a time to wait. */
export const throttle: FaultEffect<'throttle'> = async (fault, _call, _next, tools) =>
  tools.nativeError('rate-limit', fault.retryAfterMs);
