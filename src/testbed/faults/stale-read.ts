import type { FaultEffect } from './fault-effect.ts';

/** A read answers as it would have some time ago; a write goes through, and so does a question never asked before. */
export const staleRead: FaultEffect<'stale-read'> = async (fault, call, next, tools) => {
  if (!call.read) return next();
  const earlier = tools.recall(fault.lagMs);
  return earlier ?? next();
};
