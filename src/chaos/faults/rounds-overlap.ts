import { z } from 'zod';
import { between } from '../../testbed/draw.ts';
import type { ProcessKind } from '../disturbance.ts';
import { drawSpan } from '../draw-span.ts';

/** A round is asked for although another is under way, as by a webhook that comes twice. */
export const roundsOverlap: ProcessKind = {
  acts: 'process',
  kind: 'rounds-overlap',
  number: 'F33',
  family: 'fault',
  meaning: 'rounds are asked for while others are under way',
  told: 'the control plane was asked for rounds while others were under way',
  isTold: true,
  parameters: z.strictObject({ everyMs: z.int().min(100).max(600_000) }),
  missing: () => null,
  draw: (context) => ({
    parameters: { everyMs: between(context.random, 300, 4_000) },
    ...drawSpan(context, 5_000, 40_000),
  }),
  act: ({ process, clock }, { everyMs }) => {
    let asked = 0;
    let cancel = () => {};
    const askAgain = (): void => {
      cancel = clock.after(Number(everyMs), askAgain);
      if (!process.isUp()) return;
      asked += 1;
      // Whatever becomes of it, the next round tells.
      process.ask((controlPlane) => controlPlane.reconcile()).catch(() => {});
    };
    askAgain();
    return { acted: () => asked, end: () => cancel() };
  },
};
