import { endOf, stateAt } from '../job.ts';
import { jobBody } from '../job-body.ts';
import { ourUser } from '../neighbours.ts';
import { partitions } from '../partitions.ts';
import type { SlurmOptions } from '../slurm-options.ts';
import type { Store } from '../store.ts';
import { answered, failed, jobError, type RestAnswer } from './rest-answer.ts';
import { submitJob } from './rest-submit.ts';

/** A call with its path taken apart and its body parsed. */
export interface RestCall {
  readonly method: string;
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The versions of the API that a version of SLURM has, by their last number. */
export function versionsOf({ options }: Store): readonly number[] {
  return options.version === '22.05' ? [36, 37, 38] : [38, 39, 40];
}

/** Answers one call of whoever was let in. Every version answers in the newest form of its SLURM. */
export function route(store: Store, call: RestCall): RestAnswer {
  if (call.path === '/openapi/v3') return openapi(store);
  const [, version, what = ''] = /^\/slurm\/v0\.0\.(\d+)\/(.+)$/.exec(call.path) ?? [];
  if (!versionsOf(store).includes(Number(version))) return notFound;
  const [collection, id, ...rest] = what.split('/');
  if (rest.length > 0) return notFound;
  if (collection === 'job' && id !== undefined) return onJob(store, call, id);
  if (id !== undefined || call.method !== 'GET') return notFound;
  const { options } = store;
  switch (collection) {
    case 'ping':
      return answered({ pings: [{ hostname: 'controller', ping: 'UP', pinged: 'UP', mode: 'primary' }] }, options);
    case 'partitions':
      return answered({ partitions: partitions.map((each) => partitionBody(each, options)) }, options);
    case 'jobs':
      return answered({ jobs: jobsOf(store) }, options);
    default:
      return notFound;
  }
}

/** 22.05 has a word for each mode but `CANCEL`; no later version is known to tell of it. */
function partitionBody({ name, preemptMode }: (typeof partitions)[number], { version }: SlurmOptions): object {
  if (version !== '22.05') return { name };
  return { name, preemption_mode: preemptMode === 'OFF' ? ['disabled'] : [] };
}

const notFound: RestAnswer = {
  status: 404,
  body: 'Unable find requested URL. Please view /openapi/v3 for API reference.',
};

function openapi(store: Store): RestAnswer {
  const paths = versionsOf(store).flatMap((version) =>
    ['diag/', 'ping/', 'jobs/', 'job/submit', 'job/{job_id}', 'partitions/'].map(
      (path) => [`/slurm/v0.0.${version}/${path}`, {}] as const,
    ),
  );
  return { status: 200, body: { openapi: '3.0.2', paths: Object.fromEntries(paths) } };
}

function onJob(store: Store, { method, body }: RestCall, id: string): RestAnswer {
  if (id === 'submit') return method === 'POST' ? submitJob(store, body) : notFound;
  if (method === 'GET') return getJob(store, id);
  return method === 'DELETE' ? deleteJob(store, id) : notFound;
}

function jobsOf(store: Store): readonly object[] {
  const { clock, options } = store;
  return [...store.jobs.values()].flatMap((record) => {
    const state = stateAt(record, clock.now(), options);
    return state === null ? [] : [jobBody(record, state, options)];
  });
}

function getJob(store: Store, id: string): RestAnswer {
  const { options, clock } = store;
  const record = store.jobs.get(Number(id));
  const state = record && stateAt(record, clock.now(), options);
  if (!record || !state) return failed([jobError(2017, 'Invalid job id specified', 'slurm_load_job')], options);
  return answered({ jobs: [jobBody(record, state, options)] }, options);
}

/** Silent for one that has ended, as long as it is remembered. */
function deleteJob(store: Store, id: string): RestAnswer {
  const { options, clock } = store;
  const nowMs = clock.now();
  const record = store.jobs.get(Number(id));
  if (!record || stateAt(record, nowMs, options) === null) {
    return failed([jobError(2017, 'Invalid job id specified', 'slurm_kill_job')], options);
  }
  if (record.order.user !== ourUser) {
    return failed([jobError(2002, 'Access/permission denied', 'slurm_kill_job')], options);
  }
  if (nowMs < endOf(record, options)) record.cancelledAtMs = Math.min(record.cancelledAtMs, nowMs);
  return answered({}, options);
}
