import type { Clock, Exec } from '../../../provider/context.ts';
import type { SpotMarket } from '../../../testbed/spot-market.ts';
import { isOver, type Job, readJobs, statesOf } from '../read-jobs.ts';
import { nodeSize, partition, spotPartition } from './cluster-files.ts';

/** Jobs of this name are the market's own, and nobody's machines. */
export const preemptorName = 'preemptor';

const patience = { withinMs: 60_000, pauseMs: 250 };
const script = '#!/bin/sh\nsleep 600\n';

/**
 * A real job takes the place of another one, and makes room again once that is ended. It asks for all of the node that no
 * on-demand job has. Of several spot jobs there SLURM would choose itself which one goes, so that is refused.
 */
export function createSpotMarket(exec: Exec, clock: Clock): SpotMarket {
  return {
    interrupt: async (id) => {
      const victim = await untilIt(id, (job) => job.nodes !== '' || isOver(job));
      if (victim.partition !== spotPartition) throw new Error(`${id} is no spot job`);
      // Whoever has ended it before has ended it.
      if (!isRunning(victim)) return;
      const preemptor = await submitBeside(victim);
      try {
        await untilIt(id, (job) => !isRunning(job));
      } finally {
        await run('scancel', [preemptor]);
        await untilIt(preemptor, isOver);
      }
    },
  };

  async function submitBeside({ nodes: node, job_id: id }: Job): Promise<string> {
    const others = (await readJobs(exec)).filter((job) => job.nodes === node && job.job_id !== id && !isOver(job));
    const beside = others.find((job) => job.partition === spotPartition && isRunning(job));
    if (beside) throw new Error(`job ${id} cannot be taken away alone: spot job ${beside.job_id} is on ${node} too`);
    const cpus = nodeSize.cpus - others.reduce((taken, job) => taken + job.cpus, 0);
    const size = [`--nodelist=${node}`, `--cpus-per-task=${cpus}`, '--mem=1M'];
    const own = [`--job-name=${preemptorName}`, `--partition=${partition}`, '--no-requeue', '--output=/dev/null'];
    return (await run('sbatch', ['--parsable', ...own, ...size], script)).trim();
  }

  /** Resolves to the job as soon as it is so. */
  async function untilIt(id: string, holds: (job: Job) => boolean): Promise<Job> {
    for (let waitedMs = 0; waitedMs < patience.withinMs; waitedMs += patience.pauseMs) {
      const job = (await readJobs(exec)).find((each) => String(each.job_id) === id);
      if (job === undefined) throw new Error(`there is no job ${id}`);
      if (holds(job)) return job;
      await clock.sleep(patience.pauseMs);
    }
    throw new Error(`job ${id} is as it was after ${patience.withinMs / 1_000} s`);
  }

  async function run(file: string, args: readonly string[], input?: string): Promise<string> {
    const given = { timeoutMs: 15_000, ...(input !== undefined && { input }) };
    const { exitCode, stdout, stderr } = await exec(file, args, given);
    if (exitCode !== 0) throw new Error(`${file} failed: ${stderr.trim().slice(0, 200)}`);
    return stdout;
  }
}

function isRunning(job: Job): boolean {
  const states = statesOf(job);
  return states.includes('RUNNING') && !states.includes('COMPLETING');
}
