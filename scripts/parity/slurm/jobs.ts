import type { Seen } from '../side-by-side/side.ts';

export interface Job {
  readonly job_id: number;
  readonly name: string;
  readonly job_state: string;
  readonly state_reason: string;
  readonly [field: string]: unknown;
}

/** Those of one history, which are told from those of others by their names. */
export function jobsOf(prefix: string, jobs: readonly Job[]): readonly Job[] {
  return jobs.filter(({ name }) => name.startsWith(`${prefix}-`));
}

const compared = [
  'job_state',
  'state_reason',
  'comment',
  'cpus',
  'memory_per_node',
  'tres_per_node',
  'partition',
  'requeue',
  'restart_cnt',
  'account',
  'time_limit',
  'exit_code',
];

/** What each says of itself, without what is drawn. */
export function shownJobs(jobs: readonly Job[]): Seen {
  return Object.fromEntries(
    jobs.flatMap((job) => fieldsOf(job).map(([field, value]) => [`${shortName(job)} ${field}`, value])),
  );
}

function shortName({ name }: Job): string {
  return `job ${name.split('-').at(-1)}`;
}

function fieldsOf(job: Job): readonly (readonly [string, string])[] {
  const nodes = typeof job.nodes === 'string' && job.nodes !== '' ? 'some' : 'none';
  const told = { ...job, exit_code: plainExitCode(job), time_limit: plainTimeLimit(job) } as Job;
  return [...compared.map((field) => [field, JSON.stringify(told[field] ?? null)] as const), ['nodes', nodes]];
}

/** How far the shell of a job had got when it was cancelled is chance: 0, the signal, or what the shell tells of the signal. */
function plainExitCode({ job_state: state, exit_code: code }: Job): unknown {
  return state === 'CANCELLED' ? 'any' : code;
}

const yearMinutes = 525_600;

/** The scheduler plans a year for a job without a limit, and for as long as it plans that is told as its limit. */
function plainTimeLimit({ time_limit: minutes }: Job): unknown {
  return minutes === yearMinutes ? null : minutes;
}
