import { endOf, type JobRecord, stateAt } from '../job.ts';
import { jobBody } from '../job-body.ts';
import { ourUser } from '../neighbours.ts';
import type { Store } from '../store.ts';
import { answered, failed, jobError, type RestAnswer } from './rest-answer.ts';
import type { RestCall } from './rest-call.ts';

export function listJobs(store: Store, { isLetIn }: RestCall): RestAnswer {
  const { options } = store;
  if (!isLetIn) {
    const error = jobError(-1, 'Unspecified error', 'slurm_load_jobs', 'Failed while looking for jobs');
    return failed([error], options, { list: 'jobs' });
  }
  return answered({ jobs: [...store.jobs.values()].flatMap((record) => shown(store, record)) }, options);
}

export function getJob(store: Store, { isLetIn }: RestCall, given: string): RestAnswer {
  const { options } = store;
  const id = readId(given);
  const why = `Unable to find JobId=${given}`;
  if (id === 0) {
    const words = 'Jobs description entry not found, empty or not dictionary or list';
    return failed([jobError(9002, words, '_handle_job_get', why)], options, { status: 400 });
  }
  const fails = (...[number, error]: [number, string]) =>
    failed([jobError(number, error, 'slurm_load_job', why)], options, { list: 'jobs' });
  if (!isLetIn) return fails(-1, 'Unspecified error');
  const record = store.jobs.get(id);
  const [body] = record ? shown(store, record) : [];
  return body === undefined ? fails(2017, 'Invalid job id specified') : answered({ jobs: [body] }, options);
}

/** Silent for one that has ended, as long as it is remembered. */
export function deleteJob(store: Store, { isLetIn }: RestCall, given: string): RestAnswer {
  const { options, clock } = store;
  const nowMs = clock.now();
  const fails = (...[number, error]: [number, string]) =>
    failed(
      [jobError(number, error, 'slurm_kill_job', `unable to kill JobId=${given} with signal 9: ${error}`)],
      options,
    );
  if (!isLetIn) return fails(5005, 'Zero Bytes were transmitted or received');
  const record = store.jobs.get(readId(given));
  if (!record || stateAt(record, nowMs, options) === null) return fails(2017, 'Invalid job id specified');
  if (record.order.user !== ourUser) return fails(2002, 'Access/permission denied');
  if (nowMs < endOf(record, options)) record.cancelledAtMs = Math.min(record.cancelledAtMs, nowMs);
  return answered({}, options);
}

/** 0 for what is no number. A number that is too large for an id of SLURM begins again at 0, and means another job. */
function readId(given: string): number {
  return /^\d+$/.test(given) ? Number(BigInt.asUintN(idBits, BigInt(given))) : 0;
}

const idBits = 32;

function shown({ clock, options }: Store, record: JobRecord): readonly object[] {
  const state = stateAt(record, clock.now(), options);
  return state === null ? [] : [jobBody(record, state, options)];
}
