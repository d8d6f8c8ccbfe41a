import { z } from 'zod';
import { between } from '../../testbed/draw.ts';
import type { ProcessKind } from '../disturbance.ts';
import { drawSpan } from '../draw-span.ts';

/** The process dies while it writes, and nothing of what it was writing is on the disk. */
export const writeLost: ProcessKind = {
  acts: 'process',
  kind: 'write-lost',
  number: 'F50',
  family: 'fault',
  meaning: 'the control plane dies while it writes, and the write is lost',
  told: 'the next write of the control plane was to be its last, and lost',
  isTold: true,
  parameters: z.strictObject({ downMs: z.int().min(0).max(600_000) }),
  missing: () => null,
  draw: (context) => ({
    parameters: { downMs: between(context.random, 0, 20_000) },
    trigger: drawSpan(context, 1, 1).trigger ?? { on: 'time', atMs: 0 },
  }),
  act: ({ process }, { downMs }) => {
    let lost = 0;
    const end = process.surroundings.disk.failWrites(() => {
      end();
      lost += process.die('before', Number(downMs))();
      return { how: 'lost' };
    });
    return { acted: () => lost, end };
  },
};
