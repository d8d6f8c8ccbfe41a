import { z } from 'zod';
import { between, oneIn } from '../../testbed/draw.ts';
import type { ActivityKind } from '../disturbance.ts';

/** Machines tell late whether they work. What is drawn is never later than a read may be. */
export const staleActivity: ActivityKind = {
  acts: 'activity',
  kind: 'stale-activity',
  number: 'F21',
  family: 'fault',
  meaning: 'a machine tells of its work as it was some time ago',
  told: 'told of its work as it had been before',
  needs: 'jobs',
  parameters: z.strictObject({ lagMs: z.int().min(1).max(600_000) }),
  missing: () => null,
  draw: ({ random, windowMs, disturbMs }) => ({
    parameters: { lagMs: between(random, 1_000, windowMs) },
    trigger: oneIn(random, 2)
      ? { on: 'event', event: 'job-begun', nth: 1, delayMs: 0 }
      : { on: 'time', atMs: between(random, 0, disturbMs / 4) },
  }),
  lagMs: ({ lagMs }) => Number(lagMs),
};
