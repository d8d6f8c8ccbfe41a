import { z } from 'zod';
import { between } from '../../testbed/draw.ts';
import type { ProcessKind } from '../disturbance.ts';
import { drawSpan } from '../draw-span.ts';

/**
 * Another process of the same control plane, on another computer and the same store, believes that it is the one. In the end
 * it is gone without a word.
 */
export const secondController: ProcessKind = {
  acts: 'process',
  kind: 'second-controller',
  number: 'F32',
  family: 'fault',
  meaning: 'two processes of the control plane are active at once, on one store',
  told: 'a second process of the control plane came up beside it',
  isTold: true,
  parameters: z.strictObject({ everyMs: z.int().min(100).max(600_000) }),
  missing: () => null,
  draw: (context) => ({
    parameters: { everyMs: between(context.random, 500, 5_000) },
    ...drawSpan(context, 10_000, 60_000),
  }),
  act: ({ process, clock }, { everyMs }) => {
    let rounds = 0;
    let isOver = false;
    let end = () => {};
    const live = async (): Promise<void> => {
      const { controlPlane, life } = await process.startSecond();
      end = () => life.end();
      if (isOver) end();
      while (!isOver) {
        await life.orDeath(controlPlane.reconcile()).catch(() => {});
        rounds += 1;
        await clock.sleep(Number(everyMs));
      }
    };
    // One that cannot start is not there.
    void live().catch(() => {});
    return {
      acted: () => rounds,
      end: () => {
        isOver = true;
        end();
      },
    };
  },
};
