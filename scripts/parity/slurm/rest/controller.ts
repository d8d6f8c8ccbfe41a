import { isObject } from '../../../../src/provider/is-object.ts';
import type { Seen, Side } from '../../side-by-side/side.ts';
import { type Job, jobsOf, shownJobs } from '../jobs.ts';
import { type Step, sleeps, type Token } from './history.ts';
import { type Reply, shownReply } from './shown.ts';

export interface ControllerOptions {
  readonly send: Send;
  /** Unlike that of any other history. */
  readonly prefix: string;
  /** Resolves when all jobs of that prefix are at rest, to all jobs. Those whose script ends by itself are named. */
  readonly atRest: (ending: ReadonlySet<string>) => Promise<readonly Job[]>;
}

export type Send = (method: string, path: string, token: Token, body?: string) => Promise<Reply>;

/** What jobs print, and what a step of theirs leaves that crashes, is nobody's, and would be left in the folder of whoever runs this. */
const nowhere = { current_working_directory: '/tmp', standard_output: '/dev/null' };

/** A slurmrestd that one history is played on. Its jobs are told from those of others by their names. */
export function createController({ send, prefix, atRest }: ControllerOptions): Side<Step> {
  const ids: string[] = [];
  const ending = new Set<string>();
  let submits = 0;

  const ask = async ({ method, path, body, token }: Step): Promise<Reply> => {
    // A job that was not taken cannot be meant.
    const place = path.replace(/\{(\d)\}/, (_, index: string) => ids[Number(index)] ?? '99999999');
    const sent = typeof body === 'object' ? JSON.stringify(named(body)) : body;
    const reply = await send(method, place, token, sent);
    if (isObject(reply.body) && typeof reply.body.job_id === 'number') ids.push(String(reply.body.job_id));
    return reply;
  };
  const named = (body: object): object => {
    if (!('job' in body) || !isObject(body.job)) return body;
    submits += 1;
    const name = `${prefix}-${submits}`;
    if (!('script' in body) || body.script !== sleeps) ending.add(name);
    return { ...body, job: { name, ...nowhere, ...body.job } };
  };

  return {
    play: async (step) => {
      const reply = await ask(step);
      const answer = shownReply(reply, prefix);
      const jobs = jobsOf(prefix, await atRest(ending));
      return { ...withNamedIds(answer, ids), ...shownJobs(jobs) };
    },
    end: async () => {
      for (const id of ids) await send('DELETE', `job/${id}`, 'good');
    },
  };
}

/** Ids are drawn; those of one history are called `$0`, `$1` and so on. */
function withNamedIds({ job_id: id, ...seen }: Seen, ids: readonly string[]): Seen {
  const named = (own: string) => (ids.includes(own) ? `$${ids.indexOf(own)}` : own);
  return {
    ...Object.fromEntries(
      Object.entries(seen).map(([field, text]) => [field, text.replaceAll(/(?<=JobId=)\d+/g, named)]),
    ),
    ...(id !== undefined && { job_id: named(id) }),
  };
}

/** Every job that there is. */
export async function readJobs(send: Send): Promise<readonly Job[]> {
  const { body } = await send('GET', 'jobs', 'good');
  if (!isObject(body) || !Array.isArray(body.jobs)) throw new Error(`no jobs are told of: ${JSON.stringify(body)}`);
  return body.jobs as readonly Job[];
}
