import type { FaultEffect } from './fault-effect.ts';

/** The connection breaks before the service has seen the request. */
export const requestLost: FaultEffect<'request-lost'> = async (fault, _call, _next, tools) =>
  tools.loseConnection(fault.because);
