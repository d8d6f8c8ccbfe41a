import type { StepChecks, Trial } from './trial.ts';

/** Which zones are sold out, as far as the steps that were played say. */
export interface ZoneWatch {
  readonly checks: StepChecks;
  isFull(zone: string): boolean;
}

/** Gives every zone room, whatever the world began with, and watches from then on. */
export async function watchZones(trial: Trial): Promise<ZoneWatch> {
  for (const target of trial.facts.zones ?? []) await trial.probe({ op: 'refill-zone', target });
  const full = new Set<string>();
  return {
    isFull: (zone) => full.has(zone),
    checks: {
      'drain-zone': ({ step }) => {
        full.add(step.target);
      },
      'refill-zone': ({ step }) => {
        full.delete(step.target);
      },
    },
  };
}
