import type { FaultEffect } from './fault-effect.ts';

/**
 * The service leaves out a page of a list: who asks for it is given the one after it. No caller can notice, so no contract
 * speaks of it; it is for control planes that believe every list.
 */
export const droppedPage: FaultEffect<'dropped-page'> = async (_fault, _call, next, tools) => {
  const answer = await next();
  const following = tools.follow(answer);
  if (following !== undefined) return following;
  tools.untouch();
  return answer;
};
