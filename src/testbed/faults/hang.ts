import type { FaultEffect } from './fault-effect.ts';

/** No answer, and nothing done, until the caller gives up or the fault is healed; then the call goes on. */
export const hang: FaultEffect<'hang'> = async (_fault, _call, next, tools) => {
  await tools.healed();
  return next();
};
