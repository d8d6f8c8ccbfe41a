import { z } from 'zod';
import { between, oneIn } from '../../testbed/draw.ts';
import type { MachineKind } from '../disturbance.ts';
import { drawTarget, haltable, mustDrift } from '../machine-target.ts';

const tagsMax = 50;

/**
 * Somebody makes a machine of their own with our tags, all of them or the first `tags`: a template was copied. It is later
 * than ours, and ours is known by then; as long as both live, nobody else touches ours, or no one could tell them apart.
 */
export const lookAlike: MachineKind = {
  acts: 'machine',
  kind: 'look-alike',
  number: 'F54',
  family: 'drift',
  meaning: 'somebody else makes a machine that carries our tags',
  told: "got a look-alike that is somebody else's",
  onlyKnown: true,
  parameters: z.strictObject({ intent: z.string().optional(), tags: z.int().min(1).max(tagsMax) }),
  missing: mustDrift('mimic'),
  draw: (context) => {
    const { random } = context;
    const { parameters, ...drawn } = drawTarget(context);
    return { ...drawn, parameters: { ...parameters, tags: oneIn(random, 2) ? tagsMax : between(random, 1, 3) } };
  },
  suits: haltable,
  act: async ({ id }, { drift }, { tags }) => drift?.mimic?.(id, Number(tags)),
};
