import type { Clock } from '../../provider/context.ts';
import type { Instance } from '../../provider/instance.ts';
import { lookUntil } from '../../provider/look-until.ts';
import { matchesFilter } from '../../provider/matches-filter.ts';
import { isProviderError, ProviderError } from '../../provider/provider-error.ts';
import type { ListFilter } from '../../provider/requests.ts';
import type { Controller, JobFilter } from './controller.ts';
import { unreadable } from './errors.ts';
import { isOver } from './job-state.ts';
import { type Job, readJob } from './read-job.ts';
import { providerName, type Settings } from './settings.ts';

export interface Jobs {
  list(filter?: ListFilter): Promise<readonly Instance[]>;
  get(id: string): Promise<Instance | null>;
  /** The job of ours with that id, or null. */
  find(id: string): Promise<Job | null>;
  terminate(id: string): Promise<void>;
  /** Looks for what a submit made whose answer was lost. A look that failed is a look that saw nothing. */
  findSpawned(key: string): Promise<Job | null>;
}

/** How long a cancelled job may still look as if nobody had cancelled it. */
const endPatience = { withinMs: 5_000, pauseMs: 500 };

export function createJobs(
  controller: Controller,
  clock: Clock,
  { timeoutMs, spot }: Pick<Settings, 'timeoutMs' | 'spot'>,
): Jobs {
  /** A controller that was too busy to answer may be taking the submit all the same. */
  const adoptPatience = { withinMs: timeoutMs / 2, pauseMs: 500 };
  /** Jobs that this process ended: one whose script handles the signal may end as failed, or as completed. */
  const ended = new Set<string>();

  /** Finished ones too. Some versions ignore every filter, so nobody may rely on them. */
  async function ask(filter?: JobFilter): Promise<readonly Job[]> {
    const jobs = await controller.jobs(filter);
    try {
      return jobs
        .map((job) => readJob(job, spot?.partition))
        .filter((job) => job !== null && !job.neverWas) as readonly Job[];
    } catch (cause) {
      throw unreadable('SLURM', cause, 'reads');
    }
  }

  async function find(id: string): Promise<Job | null> {
    if (!isJobId(id)) return null;
    try {
      return (await ask({ id })).find(({ instance }) => instance.id === id) ?? null;
    } catch (thrown) {
      // A finished job is forgotten after a while, and its id is then one that never was.
      if (isProviderError(thrown) && thrown.code === 'NOT_FOUND') return null;
      throw thrown;
    }
  }

  function shown({ instance }: Job): Instance {
    return instance.status === 'error' && ended.has(instance.id) ? { ...instance, status: 'terminated' } : instance;
  }

  /** A cancel is silent for an id that it does not know, and tells nobody what came of it: only a look can. */
  async function cancel(id: string): Promise<void> {
    const failure = await controller.cancel(id).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    if (isProviderError(failure) && failure.code === 'NOT_FOUND') return;
    const isUnclear = failure === null || (isProviderError(failure) && failure.ambiguous === true);
    if (!isUnclear) throw failure;
    const patience = failure === null ? endPatience : { withinMs: 0, pauseMs: 0 };
    const seen = await lookUntil(clock, patience, async () => (isEnding(await find(id)) ? 'ending' : null));
    if (seen === null) throw failure ?? stillThere(id);
    ended.add(id);
  }

  return {
    find,
    list: async (filter = {}) => (await ask()).map(shown).filter((instance) => matchesFilter(instance, filter)),
    get: async (id) => {
      const job = await find(id);
      return job && shown(job);
    },
    terminate: async (id) => {
      // What is not ours is not ours to end.
      if (!isEnding(await find(id))) await cancel(id);
      else ended.add(id);
    },
    findSpawned: (key) =>
      lookUntil(clock, adoptPatience, async () => {
        const jobs = await ask({ name: jobName(key) }).catch(() => []);
        return jobs.find((job) => job.key === key) ?? null;
      }),
  };
}

/** The name carries the key as well, so that whoever reads `squeue` knows whose it is. */
export function jobName(key: string): string {
  return `assay-${key}`;
}

const idsMax = 2 ** 32;

/**
 * Only plain numbers: `7_1`, `7.0`, `007` and `7,8` are other ways to name jobs, and would end them, and slurmrestd begins again
 * at 0 with a number that is too large.
 */
function isJobId(id: string): boolean {
  return /^[1-9]\d*$/.test(id) && Number(id) < idsMax;
}

function isEnding(job: Job | null): boolean {
  return job === null || job.instance.status === 'terminating' || isOver(job.instance.status);
}

function stillThere(id: string): ProviderError {
  const cause = new Error(`nobody refused to cancel it, and job ${id} is there as before`);
  return new ProviderError('PROVIDER_UNAVAILABLE', `job ${id} does not end`, {
    provider: providerName,
    cause,
    ambiguous: true,
  });
}
