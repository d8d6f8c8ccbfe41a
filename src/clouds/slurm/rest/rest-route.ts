import type { Store } from '../store.ts';
import { answered, failed, jobError, type RestAnswer } from './rest-answer.ts';
import type { RestCall } from './rest-call.ts';
import { deleteJob, getJob, listJobs } from './rest-jobs.ts';
import { listNodes, listPartitions } from './rest-lists.ts';
import { submitJob } from './rest-submit.ts';

/** The versions of the API that a version of SLURM has, by their last number. */
export function versionsOf({ options }: Store): readonly number[] {
  return options.version === '22.05' ? [36, 37, 38] : [38, 39, 40];
}

type Handler = (store: Store, call: RestCall, id: string) => RestAnswer;

/** By path, and by method. `*` is the id of a job. */
const routes: Readonly<Record<string, Readonly<Record<string, Handler>>>> = {
  ping: { GET: ping },
  partitions: { GET: listPartitions },
  nodes: { GET: listNodes },
  jobs: { GET: listJobs },
  'job/submit': { POST: submitJob },
  'job/*': { GET: getJob, DELETE: deleteJob },
};

/** Answers one call of whoever shows a token. Every version answers in the newest form of its SLURM. */
export function route(store: Store, call: RestCall): RestAnswer {
  if (call.path === '/openapi/v3') return openapi(store);
  const [, version, what = ''] = /^\/slurm\/v0\.0\.(\d+)\/(.+?)\/?$/.exec(call.path) ?? [];
  const [, id = ''] = /^job\/(?!submit$)([^/]+)$/.exec(what) ?? [];
  const methods = routes[id === '' ? what : 'job/*'];
  if (!methods || !versionsOf(store).includes(Number(version))) return notFound;
  const handler = methods[call.method];
  if (!handler) return notAllowed;
  return call.body === null ? { status: 400, body: 'Unable to parse query.' } : handler(store, call, id);
}

const notFound = fromTheFront(404, 'Unable find requested URL.');
const notAllowed = fromTheFront(405, 'Requested REST method is not defined at URL.');

function fromTheFront(status: number, said: string): RestAnswer {
  return { status, body: `${said} Please view /openapi/v3 for API reference.` };
}

function openapi(store: Store): RestAnswer {
  const paths = versionsOf(store).flatMap((version) =>
    ['diag', 'ping', 'jobs', 'job/submit', 'job/{job_id}', 'nodes', 'partitions'].map(
      (path) => [`/slurm/v0.0.${version}/${path}`, {}] as const,
    ),
  );
  return { status: 200, body: { openapi: '3.0.2', paths: Object.fromEntries(paths) } };
}

function ping({ options }: Store, { isLetIn }: RestCall): RestAnswer {
  if (!isLetIn) {
    const why = 'slurmctld config is unable to load';
    return failed([jobError(-1, 'Unspecified error', 'slurm_load_ctl_conf', why)], options);
  }
  const is = options.version === '22.05' ? { ping: 'UP', status: 0 } : { pinged: 'UP' };
  return answered({ pings: [{ hostname: 'controller', ...is, mode: 'primary' }] }, options);
}
