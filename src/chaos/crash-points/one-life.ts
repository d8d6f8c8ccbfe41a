import { type Experiment, experimentSchema } from '../experiment.ts';

/** The whole life of one machine, in as few calls as the reference control plane can do it with. */
export const oneLife: Experiment = experimentSchema.parse({
  version: 1,
  name: 'the life of one machine',
  operations: [
    { do: 'launch', intent: 'a', atMs: 0 },
    { do: 'terminate', intent: 'a', atMs: 30_000 },
  ],
  phases: { disturbMs: 60_000, quietMs: 0, convergeMs: 240_000, reconcileEveryMs: 20_000 },
});
