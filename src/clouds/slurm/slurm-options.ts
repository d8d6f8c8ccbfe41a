import type { Random } from '../../provider/context.ts';
import { between, oneIn } from '../../testbed/draw.ts';

/** Versions whose answers differ in form: states as a word or as a list, numbers plain or as `{set, infinite, number}`. */
export const slurmVersions = ['22.05', '23.11'] as const;

/** How a simulated SLURM cluster behaves. Times are milliseconds of the world's clock. */
export interface SlurmOptions {
  readonly version: (typeof slurmVersions)[number];
  /** From the submit to the start. */
  readonly scheduleMs: number;
  /** From the start to `RUNNING`: nodes boot, prologs run. */
  readonly configureMs: number;
  /** From the cancel of a job that has started to its end. */
  readonly killMs: number;
  /** `MinJobAge`: how long the record of a finished job is kept. */
  readonly minJobAgeMs: number;
  /** Whether a size beyond the partition is refused at the submit; where not, such a job waits for ever. */
  readonly enforcesPartLimits: boolean;
  /** Whether `--parsable` prints the cluster after the id. */
  readonly printsCluster: boolean;
  /** Whether a job whose processes handle the signal ends as `FAILED` when it is cancelled. */
  readonly failsWhenCancelled: boolean;
  /** Of so many submits one times out although the job was made; infinity for none. */
  readonly oneSubmitTimesOutOf: number;
  /** Whether others have jobs here too. */
  readonly hasNeighbours: boolean;
  readonly latencyMaxMs: number;
  /** Whether its nodes have GPUs. */
  readonly hasGpus: boolean;
}

/** Complete options: what the caller fixed, and for the rest the manners of one particular cluster, drawn by seed. */
export function resolveOptions(given: Partial<SlurmOptions>, random: Random): SlurmOptions {
  return {
    version: oneIn(random, 2) ? '22.05' : '23.11',
    scheduleMs: oneIn(random, 3) ? 0 : between(random, 100, 30_000),
    configureMs: oneIn(random, 3) ? 0 : between(random, 1_000, 60_000),
    killMs: oneIn(random, 4) ? 0 : between(random, 500, 30_000),
    minJobAgeMs: oneIn(random, 2) ? 300_000 : between(random, 2_000, 20_000),
    enforcesPartLimits: oneIn(random, 4),
    printsCluster: oneIn(random, 3),
    failsWhenCancelled: oneIn(random, 3),
    oneSubmitTimesOutOf: 16,
    hasNeighbours: oneIn(random, 2),
    latencyMaxMs: oneIn(random, 2) ? 0 : 200,
    hasGpus: true,
    ...given,
  };
}
