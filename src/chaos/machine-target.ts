import { z } from 'zod';
import { between, oneIn } from '../testbed/draw.ts';
import type { DriftAct } from '../testbed/drift.ts';
import type { World } from '../testbed/testbed.ts';
import type { DrawContext, Drawn } from './disturbance.ts';
import type { Machine } from './truth.ts';

/** Whose machine; without it, the first that suits. */
export const machineParameters: z.ZodObject = z.strictObject({ intent: z.string().optional() });

/** A machine of somebody, some time after it was made or began to run. */
export function drawTarget({ random, intents }: DrawContext): Drawn {
  const intent = intents[between(random, 0, intents.length - 1)];
  return {
    parameters: intent === undefined || oneIn(random, 3) ? {} : { intent },
    trigger: {
      on: 'event',
      event: oneIn(random, 3) ? 'machine-born' : 'machine-running',
      nth: between(random, 1, 2),
      // Also while it boots.
      delayMs: between(random, 0, oneIn(random, 2) ? 2_000 : 20_000),
    },
  };
}

export function mustHaveDrift({ drift }: World): string | null {
  return drift === undefined ? 'nothing can be changed behind its back' : null;
}

/** Why the host cannot do that to a machine by hand, or null. */
export function mustDrift(what: DriftAct): (world: World) => string | null {
  return (world) => mustHaveDrift(world) ?? world.drift?.cannot?.[what] ?? unknownAct(what, world);
}

function unknownAct(what: DriftAct, { drift }: World): string | null {
  return drift?.[what] === undefined ? `its drift knows no ${what}` : null;
}

/** Whether it can be stopped. */
export function haltable({ running, ending }: Machine): boolean {
  return running && !ending;
}
