import type { FaultEffect } from './fault-effect.ts';

/** The call takes longer. Healing lets it go on at once. */
export const latency: FaultEffect<'latency'> = async (fault, _call, next, tools) => {
  await tools.sleep(fault.ms);
  return next();
};
