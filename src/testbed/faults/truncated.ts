import { damageAnswer } from './damage-answer.ts';
import type { FaultEffect } from './fault-effect.ts';

/** The answer ends in the middle, and nothing says so. */
export const truncated: FaultEffect<'truncated'> = (_fault, _call, next, tools) =>
  damageAnswer('truncated', next, tools);
