import { between, oneIn } from '../testbed/draw.ts';
import type { DrawContext, Drawn } from './disturbance.ts';

/** From some time, or from right before a call that matters, for so long. */
export function drawSpan({ random, disturbMs }: DrawContext, shortestMs: number, longestMs: number): Drawn {
  const trigger = oneIn(random, 2)
    ? ({ on: 'call', operation: oneIn(random, 3) ? 'terminate' : 'spawn', nth: between(random, 1, 3) } as const)
    : ({ on: 'time', atMs: between(random, 0, Math.floor((disturbMs * 2) / 3)) } as const);
  return { trigger, durationMs: between(random, shortestMs, longestMs) };
}
