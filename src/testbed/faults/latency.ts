import type { FaultEffect } from './fault-effect.ts';

/**
 * The call takes longer. Healing lets it go on at once. Where it is the body that takes so long, the call was executed, and
 * a caller who gives up meanwhile does not know of what.
 */
export const latency: FaultEffect<'latency'> = async (fault, _call, next, tools) => {
  if (fault.of !== 'body') {
    await tools.sleep(fault.ms);
    return next();
  }
  const answer = await next();
  await tools.sleep(fault.ms);
  return answer;
};
