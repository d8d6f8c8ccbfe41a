import { z } from 'zod';
import { between } from '../../testbed/draw.ts';
import type { ProcessKind } from '../disturbance.ts';
import { drawSpan } from '../draw-span.ts';

/** Each answer is held back for a time of its own, so that those of overlapping calls come in another order. */
export const answersShuffled: ProcessKind = {
  acts: 'process',
  kind: 'answers-shuffled',
  number: 'F33',
  family: 'fault',
  meaning: 'answers are held back, each for a time of its own, and overtake each other',
  told: 'answers began to overtake each other',
  isTold: true,
  parameters: z.strictObject({ withinMs: z.int().min(1).max(60_000) }),
  missing: () => null,
  draw: (context) => ({
    parameters: { withinMs: between(context.random, 100, 8_000) },
    ...drawSpan(context, 5_000, 40_000),
  }),
  act: ({ process: { surroundings }, random }, { withinMs }) => {
    let held = 0;
    const end = surroundings.pace.dawdle(() => {
      held += 1;
      return between(random, 0, Number(withinMs));
    });
    return { acted: () => held, end };
  },
};
