import { damageAnswer } from './damage-answer.ts';
import type { FaultEffect } from './fault-effect.ts';

/** Everything that the answer shows is in a state that nobody has heard of. */
export const unknownEnum: FaultEffect<'unknown-enum'> = (_fault, _call, next, tools) =>
  damageAnswer('unknown-state', next, tools);
