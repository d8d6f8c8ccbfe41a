import { damageAnswer } from './damage-answer.ts';
import type { FaultEffect } from './fault-effect.ts';

/** The service does what was asked; the connection breaks in the middle of its answer. */
export const connectionReset: FaultEffect<'connection-reset'> = (_fault, _call, next, tools) =>
  damageAnswer('cut-off', next, tools);
