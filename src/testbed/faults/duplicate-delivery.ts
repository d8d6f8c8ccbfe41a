import type { FaultEffect } from './fault-effect.ts';

/**
 * Somebody in between sends a write again: the service gets it twice, and the caller the second answer. A read that comes
 * twice harms nobody.
 */
export const duplicateDelivery: FaultEffect<'duplicate-delivery'> = async (_fault, call, next, tools) => {
  if (call.read) tools.untouch();
  else await next();
  return next();
};
