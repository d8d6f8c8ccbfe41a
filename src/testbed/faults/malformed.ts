import { damageAnswer } from './damage-answer.ts';
import type { FaultEffect } from './fault-effect.ts';

/** The body of the answer is a page of somebody in between, under the status of the service, or lacks fields. */
export const malformed: FaultEffect<'malformed'> = (fault, _call, next, tools) =>
  damageAnswer(fault.lacks === 'field' ? 'field-missing' : 'garbled', next, tools);
