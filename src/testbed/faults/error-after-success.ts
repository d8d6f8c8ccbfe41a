import type { FaultEffect } from './fault-effect.ts';

/** The service does what was asked, and answers that it failed. */
export const errorAfterSuccess: FaultEffect<'error-after-success'> = async (_fault, _call, next, tools) => {
  await next();
  return tools.nativeError('unavailable');
};
