import { isPresent, list, record, text, whole } from '../../../provider/body-fields.ts';
import type { ProviderContext } from '../../../provider/context.ts';
import { isObject } from '../../../provider/is-object.ts';
import type { JsonCall } from '../../../provider/json-client.ts';
import { isProviderError, ProviderError } from '../../../provider/provider-error.ts';
import type { Controller, NodeGroup, Partition } from '../controller.ts';
import { providerName, type RestSettings, type Settings } from '../settings.ts';
import { createClient } from './client.ts';
import { hungUp, maybeTheToken } from './error-numbers.ts';
import { submitBody } from './submit-body.ts';
import { createVersion } from './version.ts';

type Body = Readonly<Record<string, unknown>>;

/** The controller behind slurmrestd. */
export function createRestController(context: ProviderContext, settings: Settings, rest: RestSettings): Controller {
  const send = createClient(context, rest, settings.timeoutMs);
  const version = createVersion(send);

  async function ask<T>({ path, ...call }: Omit<JsonCall<T>, 'path'> & { readonly path: string }): Promise<T> {
    const root = await rootPath();
    try {
      return await send({ ...call, path: `${root}${path}` });
    } catch (thrown) {
      throw isMaybeTheToken(thrown) && !(await isTokenGood(root)) ? refusedToken(thrown) : thrown;
    }
  }

  const rootPath = async () => `/slurm/v0.0.${await version()}`;

  /**
   * A read, a ping too, is refused in the same words where there is no controller and where the token is wrong. To end a job
   * is not: no controller is 1800 then, one that hangs 5004, and only a token is hung up on. No job has the id 0.
   */
  const isTokenGood = (root: string): Promise<boolean> =>
    send({ method: 'DELETE', path: `${root}/job/0`, read: () => true }).catch((thrown) => numberIn(thrown) !== hungUp);

  return {
    submit: async (job) => {
      const body = submitBody(job, settings, await version());
      // It may have been taken although there are errors beside it, which are warnings then.
      return ask({ method: 'POST', path: '/job/submit', kind: 'create', body, read: readJobId });
    },
    jobs: ({ id } = {}) => ask({ method: 'GET', path: id === undefined ? '/jobs' : `/job/${id}`, read: readJobs }),
    cancel: (id) => ask({ method: 'DELETE', path: `/job/${id}`, kind: 'write', read: () => {} }),
    ping: async () => {
      const states = await ask({ method: 'GET', path: '/ping', read: readPings });
      if (states.includes('UP')) return;
      const cause = new Error(states.join(', '));
      throw new ProviderError('PROVIDER_UNAVAILABLE', 'no SLURM controller is up', { provider: providerName, cause });
    },
    partitions: () => ask({ method: 'GET', path: '/partitions', read: readPartitions }),
    nodes: () => ask({ method: 'GET', path: '/nodes', read: readNodes }),
  };
}

function readJobId(body: Body): string {
  return String(whole(body.job_id, 'job_id'));
}

function readJobs(body: Body): readonly unknown[] {
  return list(body.jobs, 'jobs');
}

/** `ping: UP`, in newer versions `pinged: UP`. */
function readPings({ pings }: Body): readonly string[] {
  return list(pings, 'pings').map((each) => {
    const { ping, pinged } = record(each, 'a ping');
    return text(isPresent(ping) ? ping : pinged, 'ping');
  });
}

function readPartitions({ partitions }: Body): readonly Partition[] {
  return list(partitions, 'partitions').map((each) => {
    const { name, preemption_mode: modes } = record(each, 'a partition');
    return { name: text(name, 'name'), preemptMode: isPresent(modes) ? readPreemptMode(modes) : undefined };
  });
}

/** A node in a form that nobody knows tells nothing. */
function readNodes({ nodes }: Body): readonly NodeGroup[] {
  return list(nodes, 'nodes').flatMap((each) => {
    const { partitions, gres } = record(each, 'a node');
    if (!Array.isArray(partitions) || typeof gres !== 'string') return [];
    return partitions.map((partition) => ({ partition: text(partition, 'a partition'), gres }));
  });
}

/** 22.05 has a word for each mode but `CANCEL`. No later version is known to tell of it. */
function readPreemptMode(modes: unknown): string {
  const words = list(modes, 'preemption_mode').map((mode) => text(mode, 'a mode'));
  if (words.includes('disabled')) return 'OFF';
  return words.length === 0 ? 'CANCEL' : words.join(',').toUpperCase();
}

function isMaybeTheToken(thrown: unknown): thrown is ProviderError {
  return maybeTheToken.has(numberIn(thrown) ?? 0);
}

function numberIn(thrown: unknown): number | undefined {
  return isProviderError(thrown) && isObject(thrown.cause) ? Number(thrown.cause.code) : undefined;
}

function refusedToken({ cause }: ProviderError): ProviderError {
  const message =
    'slurmrestd lets nobody in with SLURM_JWT: it is wrong, of another cluster or has expired; make another with scontrol token';
  return new ProviderError('AUTH_ERROR', message, { provider: providerName, cause });
}
