import { list, number, record, text, textOr } from '../../provider/body-fields.ts';
import type { Instance } from '../../provider/instance.ts';
import type { RunpodClient } from './client.ts';
import type { Pod } from './pods.ts';

const query = `query { myself { clientBalance pods { id lastStatusChange } } }`;

/**
 * The pods as instances, with the reason where a spot pod was taken away. REST v2 shows such a pod as EXITED and does not
 * say why; GraphQL has a text, which is the same when the account is out of money. A crash is ERROR in v2, and a stop by
 * the user is told as one.
 */
export async function withReasons(client: RunpodClient, pods: readonly Pod[]): Promise<readonly Instance[]> {
  const isDoubtful = ({ isExited, instance }: Pod) => isExited && instance.spot === true;
  // Nobody is asked where nothing has ended.
  const taken = pods.some(isDoubtful) ? await client.query(query, readTaken) : new Set<string>();
  return pods.map((pod) =>
    isDoubtful(pod) && taken.has(pod.instance.id) ? { ...pod.instance, reason: 'SPOT_INTERRUPTED' } : pod.instance,
  );
}

/** Ids of the pods that the service itself stopped while there was money. */
function readTaken(data: unknown): ReadonlySet<string> {
  const myself = record(record(data, 'data').myself, 'myself');
  if (number(myself.clientBalance, 'clientBalance') <= 0) return new Set();
  const pods = list(myself.pods, 'pods').map((each) => record(each, 'a pod'));
  const taken = pods.filter(({ lastStatusChange }) => /^exited by runpod/i.test(textOr(lastStatusChange, '')));
  return new Set(taken.map(({ id }) => text(id, 'id')));
}
