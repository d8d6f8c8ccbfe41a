import { damageAnswer } from './damage-answer.ts';
import type { FaultEffect } from './fault-effect.ts';

/** The body of the answer is a page of somebody in between, under the status of the service. */
export const malformed: FaultEffect<'malformed'> = (_fault, _call, next, tools) => damageAnswer('garbled', next, tools);
