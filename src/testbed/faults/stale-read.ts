import type { FaultEffect } from './fault-effect.ts';

/**
 * A read answers as it did some time ago. A question that was not asked before then goes through, and so does one whose
 * last answer is older than `ageMaxMs`: who asks rarely would else be told of a past that no service shows.
 */
export const staleRead: FaultEffect<'stale-read'> = async (fault, _call, next, tools) => {
  const earlier = tools.recall(fault.lagMs, fault.ageMaxMs);
  if (earlier !== undefined) return earlier;
  tools.untouch();
  return next();
};
