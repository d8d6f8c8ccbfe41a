import { list, record } from '../../provider/body-fields.ts';
import type { MachineSpec } from '../../provider/instance.ts';
import type { JsonClient } from '../../provider/json-client.ts';
import { gpuClassLabel, gpuResource, isOffered, type Market, poolLabel } from './place.ts';
import { readQuantity } from './quantity.ts';

type Body = Readonly<Record<string, unknown>>;

const pageSize = 500;
const mib = 1_048_576;
const gib = 1_024 * mib;

/**
 * Whether any node of that market is as large as that, however full it is. Whoever may not list nodes does not know, and so
 * it may be; and so may the nodes of a spot pool that has none now.
 */
export async function isAnyNodeSoLarge(sendToCluster: JsonClient, spec: MachineSpec, market: Market): Promise<boolean> {
  try {
    const read = ({ items }: Body) => list(items, 'items').map((each) => record(each, 'a node'));
    const nodes = await sendToCluster({ method: 'GET', path: `/api/v1/nodes?limit=${pageSize}`, read });
    const offered = nodes.filter((node) => isOffered(labelsOf(node)[poolLabel], market));
    return offered.length === 0 || isAnyEmpty(offered, market) || offered.some((node) => isSoLarge(node, spec));
  } catch {
    return true;
  }
}

function isAnyEmpty(nodes: readonly Body[], { isSpot, spot }: Market): boolean {
  if (!isSpot || spot === undefined) return false;
  const pools = new Set(nodes.map((node) => labelsOf(node)[poolLabel]));
  return spot.pools.some((name) => !pools.has(name));
}

function isSoLarge(node: Body, { cpus, memoryMiB, diskGiB = 0, gpu }: MachineSpec): boolean {
  const allocatable = record(record(node.status, 'status').allocatable, 'allocatable');
  const has = (resource: string) => readQuantity(allocatable[resource] ?? 0, resource);
  if (gpu && labelsOf(node)[gpuClassLabel] !== gpu.model) return false;
  if (has('cpu') < cpus || has('memory') < memoryMiB * mib) return false;
  return has('ephemeral-storage') >= diskGiB * gib && has(gpuResource) >= (gpu?.count ?? 0);
}

function labelsOf({ metadata }: Body): Body {
  const { labels = {} } = record(metadata, 'metadata');
  return record(labels, 'labels');
}
