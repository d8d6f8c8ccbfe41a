import { damageAnswer } from './damage-answer.ts';
import type { FaultEffect } from './fault-effect.ts';

/** Every page of a list says that the same page comes next. */
export const repeatedPageToken: FaultEffect<'repeated-page-token'> = (_fault, _call, next, tools) =>
  damageAnswer('repeated-cursor', next, tools);
