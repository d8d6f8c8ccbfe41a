import type { FaultEffect } from './fault-effect.ts';

/** A read answers as it did some time ago. A question that was not asked before then goes through. */
export const staleRead: FaultEffect<'stale-read'> = async (fault, _call, next, tools) => {
  const earlier = tools.recall(fault.lagMs);
  if (earlier !== undefined) return earlier;
  tools.untouch();
  return next();
};
