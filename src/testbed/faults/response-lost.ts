import type { FaultEffect } from './fault-effect.ts';

/** The service does what was asked; the answer never arrives. */
export const responseLost: FaultEffect<'response-lost'> = async (_fault, _call, next, tools) => {
  await next();
  return tools.loseConnection();
};
