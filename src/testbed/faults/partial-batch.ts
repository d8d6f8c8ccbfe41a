import { damageAnswer } from './damage-answer.ts';
import type { FaultEffect } from './fault-effect.ts';

/** A list answers as a success with a part of what there is, and says in its body that the rest could not be had. */
export const partialBatch: FaultEffect<'partial-batch'> = (_fault, _call, next, tools) =>
  damageAnswer('partial', next, tools);
