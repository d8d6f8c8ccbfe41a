import { z } from 'zod';
import { between, oneIn } from '../../testbed/draw.ts';
import type { WriteFailure } from '../around/disk.ts';
import type { ProcessKind } from '../disturbance.ts';
import { drawSpan } from '../draw-span.ts';

const errors = ['EIO', 'ENOSPC', 'conflict'] as const;

/**
 * The disk of the control plane takes no writes. `isWritten`: it says so, and has written them all the same. conflict: what
 * is to be written only where nothing has changed finds that something has.
 */
export const storeFailing: ProcessKind = {
  acts: 'process',
  kind: 'store-failing',
  number: 'F50',
  family: 'fault',
  meaning: 'the disk of the control plane refuses writes, and has perhaps done them',
  told: 'the disk of the control plane began to refuse writes',
  isTold: true,
  parameters: z.strictObject({ error: z.enum(errors), isWritten: z.boolean().optional() }),
  missing: () => null,
  draw: (context) => {
    const { random } = context;
    const error = errors[between(random, 0, errors.length - 1)] ?? 'EIO';
    return { parameters: { error, ...(oneIn(random, 2) && { isWritten: true }) }, ...drawSpan(context, 2_000, 30_000) };
  },
  act: ({ process: { surroundings } }, { error, isWritten = false }) => {
    let failed = 0;
    const failure: WriteFailure =
      error === 'conflict'
        ? { how: 'conflict' }
        : { how: 'refused', code: error as 'EIO' | 'ENOSPC', isWritten: Boolean(isWritten) };
    const end = surroundings.disk.failWrites(() => {
      failed += 1;
      return failure;
    });
    return { acted: () => failed, end };
  },
};
