import type { Exec } from '../../../src/provider/context.ts';
import { oneLookAtATime } from '../../../src/testbed/one-look-at-a-time.ts';
import { createExec } from '../../../src/testbed/real-exec.ts';
import type { Side } from '../side-by-side/side.ts';
import { createController } from './controller.ts';
import type { Step } from './history.ts';
import type { Job } from './jobs.ts';
import { untilAtRest } from './until-at-rest.ts';

/** Opens histories on one real cluster, which they share: each looks at its own jobs. */
export function createReal(conf: string): (prefix: string) => Side<Step> {
  const plain = createExec();
  const exec: Exec = (file, args, options) => plain(file, args, { ...options, env: { SLURM_CONF: conf } });
  const look = oneLookAtATime(async () => {
    const { stdout, stderr } = await exec('squeue', ['--json', '--states=all']);
    if (stdout === '') throw new Error(`the real controller does not tell of its jobs: ${stderr}`);
    return (JSON.parse(stdout) as { readonly jobs: readonly Job[] }).jobs;
  });
  return (prefix) => createController({ exec, prefix, atRest: () => untilAtRest(look, prefix) });
}
