import { z } from 'zod';
import { between } from '../../testbed/draw.ts';
import type { ProcessKind } from '../disturbance.ts';
import { drawSpan } from '../draw-span.ts';
import { isLiving } from '../oracles/oracle.ts';

/**
 * The process dies, and its store comes back as it was a while ago: somebody had only an older copy of it. Never older than
 * what was last acknowledged to somebody, which nobody could make good.
 */
export const storeSetBack: ProcessKind = {
  acts: 'process',
  kind: 'store-set-back',
  number: 'F51',
  family: 'fault',
  meaning: 'the control plane is started again on an older copy of its store',
  told: 'the control plane died, and its store came back from an older copy',
  isTold: true,
  parameters: z.strictObject({
    ageMs: z.int().min(1).max(3_600_000),
    downMs: z.int().min(0).max(600_000),
  }),
  missing: () => null,
  draw: (context) => ({
    parameters: { ageMs: between(context.random, 1_000, 60_000), downMs: between(context.random, 0, 20_000) },
    trigger: drawSpan(context, 1, 1).trigger ?? { on: 'time', atMs: 0 },
  }),
  act: ({ process, intents, truth }, { ageMs, downMs }) => {
    // Only the store tells which of two that look the same is ours, and whose a machine without its tags is.
    const isMimicked = intents.states.some(({ id }) => truth.isMimicked(id));
    const isUnmarked = truth.machines.some((machine) => isLiving(machine) && !machine.isMarked);
    if (isMimicked || isUnmarked) return { acted: () => 0 };
    process.die('before', Number(downMs));
    const undone = process.surroundings.disk.setBack(Number(ageMs));
    // What it said before it may have to find out again.
    if (undone > 0) for (const { id } of intents.states) intents.forget(id);
    return { acted: () => (undone > 0 ? 1 : 0) };
  },
};
