import { setTimeout as sleep } from 'node:timers/promises';
import type { Exec } from '../../../src/provider/context.ts';
import { oneLookAtATime } from '../../../src/testbed/one-look-at-a-time.ts';
import { createExec } from '../../../src/testbed/real-exec.ts';
import type { Side } from '../side-by-side/side.ts';
import { createController, type Job } from './controller.ts';
import type { Step } from './history.ts';

const restMs = 20_000;
const pauseMs = 150;
const ended = new Set(['CANCELLED', 'FAILED', 'COMPLETED', 'TIMEOUT']);
/** The scheduler has not looked yet, or is about to have a node for it. */
const undecided = new Set(['None', 'Priority', 'Resources', '']);

/** Opens histories on one real cluster, which they share: each looks at its own jobs. */
export function createReal(conf: string): (prefix: string) => Side<Step> {
  const plain = createExec();
  const exec: Exec = (file, args, options) => plain(file, args, { ...options, env: { SLURM_CONF: conf } });
  const look = oneLookAtATime(async () => {
    const { stdout, stderr } = await exec('squeue', ['--json', '--states=all']);
    if (stdout === '') throw new Error(`the real controller does not tell of its jobs: ${stderr}`);
    return (JSON.parse(stdout) as { readonly jobs: readonly Job[] }).jobs;
  });
  const atRest = async (prefix: string): Promise<readonly Job[]> => {
    for (let waitedMs = 0; ; waitedMs += pauseMs) {
      const jobs = await look();
      const own = jobs.filter(({ name }) => name.startsWith(`${prefix}-`));
      if (own.every(isAtRest) || waitedMs >= restMs) return jobs;
      await sleep(pauseMs);
    }
  };
  return (prefix) => createController({ exec, prefix, atRest });
}

function isAtRest({ job_state: state, state_reason: reason }: Job): boolean {
  return ended.has(state) || state === 'RUNNING' || (state === 'PENDING' && !undecided.has(reason));
}
