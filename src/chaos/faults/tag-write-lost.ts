import type { MachineKind } from '../disturbance.ts';
import { drawTarget, haltable, machineParameters, mustHaveDrift } from '../machine-target.ts';

/** Two write tags at the same time, and the last one wins: half of what the machine carried is gone. */
export const tagWriteLost: MachineKind = {
  acts: 'machine',
  kind: 'tag-write-lost',
  number: 'F29',
  family: 'fault',
  meaning: 'somebody writes a tag at the same time, and every other tag of the machine is lost',
  told: 'lost half of its tags to another write',
  onlyKnown: true,
  parameters: machineParameters,
  missing: mustHaveDrift,
  draw: drawTarget,
  suits: (machine) => machine.isMarked && haltable(machine),
  act: async ({ id }, { drift, ledger }) => {
    const entry = (await ledger?.entries())?.find((each) => each.id === id);
    const left = Object.entries(entry?.tags ?? {}).filter((_, index) => index % 2 === 1);
    await drift?.relabel(id, { ...Object.fromEntries(left), 'written-by': 'somebody' });
  },
};
