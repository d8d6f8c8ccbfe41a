import { isPresent, record, text, textOr } from '../../provider/body-fields.ts';
import type { Instance } from '../../provider/instance.ts';
import type { JsonClient } from '../../provider/json-client.ts';
import { listEverywhere } from './aggregated-list.ts';
import type { OwnInstance } from './read-instance.ts';

const interruption = 'compute.instances.preempted';
const deletion = 'delete';

/**
 * The instances, with what their status does not say: one that is STOPPING may be on its way to be stopped or out of the
 * world, and a spot machine may have been stopped by somebody or taken away. Operations tell.
 */
export async function withEndings(send: JsonClient, seen: readonly OwnInstance[]): Promise<readonly Instance[]> {
  // Nobody is asked where nothing ends.
  if (!seen.some(isDoubtful)) return seen.map(({ instance }) => instance);
  const [interrupted, deleted] = await Promise.all([targetsOf(send, interruption), targetsOf(send, deletion)]);
  return seen.map((own) => {
    if (!isDoubtful(own)) return own.instance;
    if (own.nativeStatus === 'STOPPING' && deleted.has(own.number)) return { ...own.instance, status: 'terminating' };
    const wasTaken = own.instance.spot === true && interrupted.has(own.number);
    return wasTaken ? { ...own.instance, reason: 'SPOT_INTERRUPTED' } : own.instance;
  });
}

function isDoubtful({ nativeStatus, instance }: OwnInstance): boolean {
  return nativeStatus === 'STOPPING' || (nativeStatus === 'TERMINATED' && instance.spot === true);
}

/** The ids of what operations of a type were about, and did not fail with. */
async function targetsOf(send: JsonClient, type: string): Promise<ReadonlySet<string>> {
  const operations = await listEverywhere(send, 'operations', readTarget, `operationType = "${type}"`);
  return new Set(operations.filter((each) => each.type === type && !each.isFailed).map(({ target }) => target));
}

function readTarget(item: unknown) {
  const { targetId, operationType, error } = record(item, 'an operation');
  return { target: textOr(targetId, ''), type: text(operationType, 'operationType'), isFailed: isPresent(error) };
}
