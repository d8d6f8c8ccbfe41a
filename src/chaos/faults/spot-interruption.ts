import type { MachineKind } from '../disturbance.ts';
import { drawTarget, machineParameters } from '../machine-target.ts';

/** The service takes a spot machine back, with whatever notice it gives. */
export const spotInterruption: MachineKind = {
  acts: 'machine',
  kind: 'spot-interruption',
  number: 'F37',
  family: 'fault',
  meaning: 'the service takes a spot machine back',
  told: 'was taken back by the service',
  onlyKnown: false,
  parameters: machineParameters,
  missing: ({ spotMarket }) => (spotMarket === undefined ? 'it has no spot market' : null),
  draw: drawTarget,
  suits: ({ isSpot, ending }) => isSpot && !ending,
  act: async ({ id }, { spotMarket }) => spotMarket?.interrupt(id),
};
