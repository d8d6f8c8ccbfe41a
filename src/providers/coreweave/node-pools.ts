import { isPresent, list, record, text, textOr } from '../../provider/body-fields.ts';
import type { GpuSpec } from '../../provider/instance.ts';
import { isObject } from '../../provider/is-object.ts';
import type { JsonClient } from '../../provider/json-client.ts';
import { isOffered, type Market } from './place.ts';

type Body = Readonly<Record<string, unknown>>;

const path = '/apis/compute.coreweave.com/v1alpha1/nodepools';

/**
 * What a node pool says of its quota, where that is why it does not grow. Whoever orders more nodes than the quota has is not
 * refused: the pool takes the order, and says so in a condition. Null where every pool of that kind may still grow, and where
 * nobody can tell: the caller may not look, or the cluster is not one of CoreWeave.
 */
export async function reachedQuota(
  sendToCluster: JsonClient,
  gpu: GpuSpec | undefined,
  market: Market,
): Promise<string | null> {
  const pools = await listPools(sendToCluster);
  if (pools === null) return null;
  try {
    const own = pools.filter((pool) => isOffered(nameOf(pool), market) && isOfKind(pool, gpu));
    const told = own.map(quotaTextOf);
    return told.every(isPresent) ? (told[0] ?? null) : null;
  } catch {
    return null;
  }
}

/** What is wrong with these spot pools: one that is not there, or whose nodes nobody takes away. Null where nobody can tell. */
export async function problemOfSpotPools(sendToCluster: JsonClient, names: readonly string[]): Promise<string | null> {
  const pools = await listPools(sendToCluster);
  if (pools === null) return null;
  for (const name of names) {
    const pool = pools.find((each) => nameOf(each) === name);
    if (pool === undefined) return `there is no node pool ${name}`;
    // CoreWeave itself writes it in two ways.
    if (!isObject(pool.spec) || !/^spot$/i.test(String(pool.spec.computeClass))) {
      return `node pool ${name} is not of computeClass spot, and nobody takes its nodes away`;
    }
  }
  return null;
}

/** Null where the caller may not look, or the cluster is not one of CoreWeave. */
async function listPools(sendToCluster: JsonClient): Promise<readonly Body[] | null> {
  const read = ({ items }: Body) => list(items, 'items').map((each) => record(each, 'a node pool'));
  return await sendToCluster({ method: 'GET', path, read }).catch(() => null);
}

function nameOf({ metadata }: Body): unknown {
  return isObject(metadata) ? metadata.name : undefined;
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
