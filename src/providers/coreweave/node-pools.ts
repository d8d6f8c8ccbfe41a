import { isPresent, list, record, text, textOr } from '../../provider/body-fields.ts';
import type { GpuSpec } from '../../provider/instance.ts';
import { isObject } from '../../provider/is-object.ts';
import type { JsonClient } from '../../provider/json-client.ts';

type Body = Readonly<Record<string, unknown>>;

const path = '/apis/compute.coreweave.com/v1alpha1/nodepools';

/**
 * What a node pool says of its quota, where that is why it does not grow. Whoever orders more nodes than the quota has is not
 * refused: the pool takes the order, and says so in a condition. Null where every pool of that kind may still grow, and where
 * nobody can tell: the caller may not look, or the cluster is not one of CoreWeave.
 */
export async function reachedQuota(sendToCluster: JsonClient, gpu: GpuSpec | undefined): Promise<string | null> {
  try {
    const read = ({ items }: Body) => list(items, 'items').map((each) => record(each, 'a node pool'));
    const pools = await sendToCluster({ method: 'GET', path, read });
    const told = pools.filter((pool) => isOfKind(pool, gpu)).map(quotaTextOf);
    return told.every(isPresent) ? (told[0] ?? null) : null;
  } catch {
    return null;
  }
}

/** By the type of its nodes: `gd-8xh100ib-i128` has H100s, `cd-gp-i64-erapids` has no GPUs. */
function isOfKind({ spec }: Body, gpu: GpuSpec | undefined): boolean {
  const type = text(record(spec, 'spec').instanceType, 'instanceType').toLowerCase();
  if (gpu === undefined) return type.startsWith('cd-');
  const [, model] = /^gd-\d+x([a-z0-9]+?)(?:ib)?-/.exec(type) ?? [];
  // A class may say more than the model, as H100_NVLINK_80GB does.
  return model === gpu.model.toLowerCase().split('_')[0];
}

/** Null where the quota is no obstacle. */
function quotaTextOf({ status }: Body): string | null {
  const conditions = isObject(status) && isPresent(status.conditions) ? list(status.conditions, 'conditions') : [];
  const quota = conditions.filter(isObject).find(({ type }) => type === 'Quota');
  return quota?.status === 'False' ? textOr(quota.message, 'the quota is reached') : null;
}
