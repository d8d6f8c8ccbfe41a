import { type Experiment, experimentSchema } from '../experiment.ts';
import type { HostLook } from '../look-at-host.ts';

/**
 * What is run on a real host where nobody says what: everything that can be done there once, within a minute of real time.
 * What the host cannot do is left out.
 */
export function shortExperimentFor({ missing }: Pick<HostLook, 'missing'>): Experiment {
  return {
    ...shortExperiment,
    disturbances: shortExperiment.disturbances.filter(({ kind }) => !missing.has(kind)),
  };
}

const shortExperiment: Experiment = experimentSchema.parse({
  version: 1,
  name: 'short enough for real time',
  operations: [
    { do: 'launch', intent: 'a', atMs: 0 },
    { do: 'launch', intent: 'b', atMs: 0 },
    { do: 'launch', intent: 'c', atMs: 2_000 },
    { do: 'terminate', intent: 'c', atMs: 14_000 },
  ],
  disturbances: [
    {
      id: 'lost-answer',
      kind: 'response-lost',
      parameters: { operation: 'spawn' },
      trigger: { on: 'call', operation: 'spawn', nth: 1 },
      count: 1,
    },
    {
      id: 'crash-after-spawn',
      kind: 'crash',
      parameters: { point: 'after', downMs: 1_000 },
      trigger: { on: 'call', operation: 'spawn', nth: 2 },
    },
    {
      id: 'refused',
      kind: 'server-error',
      parameters: { operation: 'list' },
      trigger: { on: 'event', event: 'restarted', nth: 1 },
      count: 1,
    },
    {
      id: 'no-processor',
      kind: 'cpu-constrained',
      parameters: { cpus: 0.1 },
      trigger: { on: 'event', event: 'machine-running', nth: 1 },
    },
    {
      id: 'killed',
      kind: 'machine-killed',
      parameters: { intent: 'a' },
      trigger: { on: 'event', event: 'machine-running', nth: 1, delayMs: 5_000 },
    },
    {
      id: 'deleted',
      kind: 'deleted-by-hand',
      parameters: { intent: 'b' },
      trigger: { on: 'event', event: 'machine-running', nth: 2, delayMs: 6_000 },
    },
  ],
  oracles: ['I01', 'I02', 'I03', 'I04', 'I10', 'I11', 'I13', 'I19'],
  phases: { disturbMs: 20_000, quietMs: 2_000, convergeMs: 60_000, reconcileEveryMs: 1_000 },
});
