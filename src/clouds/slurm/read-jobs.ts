import type { Exec } from '../../provider/context.ts';

/** A job as the controller tells of it, in part. */
export interface Job {
  readonly job_id: number;
  readonly name: string;
  readonly job_state: string | readonly string[];
  readonly state_reason: string;
  readonly comment: string;
  readonly partition: string;
  /** Empty while it waits. */
  readonly nodes: string;
  readonly cpus: number;
  /** Seconds since 1970, or a number that may not be set, as later versions write it. */
  readonly submit_time: unknown;
}

/** What a job is in of which nothing is left. */
const over: ReadonlySet<string> = new Set([
  ...['CANCELLED', 'COMPLETED', 'FAILED', 'TIMEOUT', 'PREEMPTED', 'NODE_FAIL', 'BOOT_FAIL', 'OUT_OF_MEMORY'],
  'DEADLINE',
]);

/** Every job that the controller remembers. */
export async function readJobs(exec: Exec): Promise<readonly Job[]> {
  const { exitCode, stdout, stderr } = await exec('squeue', ['--json', '--states=all'], { timeoutMs: 15_000 });
  if (exitCode !== 0) throw new Error(`the controller does not tell of its jobs: ${stderr.trim().slice(0, 200)}`);
  return (JSON.parse(stdout) as { readonly jobs: readonly Job[] }).jobs;
}

export function statesOf({ job_state: state }: Job): readonly string[] {
  return [state].flat();
}

/** Whether nothing of it is left. */
export function isOver(job: Job): boolean {
  const states = statesOf(job);
  return !states.includes('COMPLETING') && states.some((state) => over.has(state));
}
