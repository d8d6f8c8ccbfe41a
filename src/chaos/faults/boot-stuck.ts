import { between } from '../../testbed/draw.ts';
import type { HeldKind } from '../disturbance.ts';
import { drawTarget, machineParameters, mustDrift } from '../machine-target.ts';

/** A machine that boots gets no further: its image is broken, or what it waits for does not come. */
export const bootStuck: HeldKind = {
  acts: 'held',
  kind: 'boot-stuck',
  number: 'F38',
  family: 'fault',
  meaning: 'a machine gets stuck while it boots',
  told: 'got stuck while it booted',
  onlyKnown: false,
  parameters: machineParameters,
  missing: mustDrift('stall'),
  draw: (context) => ({
    parameters: drawTarget(context).parameters ?? {},
    trigger: { on: 'time', atMs: between(context.random, 0, 30_000) },
  }),
  suits: ({ running, ranMs, ending }) => !running && ranMs === undefined && !ending,
  hold: async ({ id }, { drift }) => {
    const held = await drift?.stall?.(id);
    if (!held) throw new Error('nothing can be kept from booting here');
    return held;
  },
};
