import { setTimeout as sleep } from 'node:timers/promises';
import { type Job, jobsOf } from './jobs.ts';

const restMs = 20_000;
const pauseMs = 150;
const ended = new Set(['CANCELLED', 'FAILED', 'COMPLETED', 'TIMEOUT']);
/** The scheduler has not looked yet, or is about to have a node for it. */
const undecided = new Set(['None', 'Priority', 'Resources', 'BeginTime', '']);

const noNames: ReadonlySet<string> = new Set();

/**
 * Resolves when nothing happens any more to the jobs of that prefix on the real cluster, to all jobs. Those whose script is
 * about to end by itself are named.
 */
export async function untilAtRest(
  look: () => Promise<readonly Job[]>,
  prefix: string,
  ending = noNames,
): Promise<readonly Job[]> {
  for (let waitedMs = 0; ; waitedMs += pauseMs) {
    const jobs = await look();
    if (jobsOf(prefix, jobs).every((job) => isAtRest(job, ending.has(job.name))) || waitedMs >= restMs) return jobs;
    await sleep(pauseMs);
  }
}

function isAtRest({ job_state: state, state_reason: reason }: Job, isEnding: boolean): boolean {
  return ended.has(state) || (state === 'RUNNING' && !isEnding) || (state === 'PENDING' && !undecided.has(reason));
}
