import type { FaultEffect } from './fault-effect.ts';

/**
 * The service has forgotten what the idempotency token of the request stands for, and does it as if for the first time.
 * That is the service's breach, not the provider's; it is for control planes that believe in tokens.
 */
export const tokenForgotten: FaultEffect<'token-forgotten'> = async (_fault, _call, next, tools) => {
  if (!tools.forget()) tools.untouch();
  return next();
};
