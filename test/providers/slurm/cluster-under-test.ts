import type { ExecOptions, ExecResult, ProviderContext } from '../../../src/provider/context.ts';
import { createRandom } from '../../../src/testbed/seeded-random.ts';
import { createVirtualClock } from '../../../src/testbed/virtual-clock.ts';
import { createWorldContext } from '../../../src/testbed/world-context.ts';

/** One command as the system would run it. */
export interface Asked {
  readonly file: string;
  readonly args: readonly string[];
  readonly options: ExecOptions;
}

/** A context that is answered by `answer`, on virtual time. */
export function contextUnderTest(
  answer: (asked: Asked) => ExecResult,
  env: ProviderContext['env'] = { SLURM_GPUS: 'yes' },
): ProviderContext {
  return createWorldContext({
    clock: createVirtualClock(),
    random: createRandom(1),
    signal: new AbortController().signal,
    env,
    exec: async (file, args, options = {}) => answer({ file, args, options }),
  });
}

export function printed(stdout: string): ExecResult {
  return { exitCode: 0, stdout, stderr: '', timedOut: false };
}

export function failed(stderr: string, exitCode = 1): ExecResult {
  return { exitCode, stdout: '', stderr, timedOut: false };
}

/** The answer of `squeue --json` that shows these jobs. */
export function queue(...jobs: readonly object[]): ExecResult {
  return printed(JSON.stringify({ meta: {}, errors: [], jobs }));
}

/** A job of ours as 22.05 prints it, in part. */
export const oldJob = {
  job_id: 7,
  comment: '{"assay":1,"key":"k","name":"training","tags":{"team":"blue"}}',
  job_state: 'RUNNING',
  state_reason: 'None',
  nodes: 'n1',
  partition: 'main',
  cpus: 2,
  memory_per_node: 512,
  tres_per_node: 'gres:gpu:a100:2',
  submit_time: 1_795_786_112,
  restart_cnt: 0,
  preempt_time: 0,
};

const number = (value: number) => ({ set: true, infinite: false, number: value });

/** The same job as 23.11 prints it. */
export const newJob = {
  ...oldJob,
  job_state: ['RUNNING'],
  cpus: number(2),
  memory_per_node: number(512),
  tres_per_node: 'gres/gpu:a100:2',
  submit_time: number(1_795_786_112),
  preempt_time: number(0),
};
