import { list, record } from '../../provider/body-fields.ts';
import type { MachineSpec } from '../../provider/instance.ts';
import type { JsonClient } from '../../provider/json-client.ts';
import { gpuClassLabel, gpuResource } from './pod-body.ts';
import { readQuantity } from './quantity.ts';

type Body = Readonly<Record<string, unknown>>;

const pageSize = 500;
const mib = 1_048_576;
const gib = 1_024 * mib;

/**
 * Whether any node of the cluster is as large as that, however full it is. Whoever may not list nodes does not know, and so
 * it may be.
 */
export async function isAnyNodeSoLarge(sendToCluster: JsonClient, spec: MachineSpec): Promise<boolean> {
  try {
    const read = ({ items }: Body) => list(items, 'items').map((each) => record(each, 'a node'));
    const nodes = await sendToCluster({ method: 'GET', path: `/api/v1/nodes?limit=${pageSize}`, read });
    return nodes.length === 0 || nodes.some((node) => isSoLarge(node, spec));
  } catch {
    return true;
  }
}

function isSoLarge({ metadata, status }: Body, { cpus, memoryMiB, diskGiB = 0, gpu }: MachineSpec): boolean {
  const { labels = {} } = record(metadata, 'metadata');
  const allocatable = record(record(status, 'status').allocatable, 'allocatable');
  const has = (resource: string) => readQuantity(allocatable[resource] ?? 0, resource);
  if (gpu && record(labels, 'labels')[gpuClassLabel] !== gpu.model) return false;
  if (has('cpu') < cpus || has('memory') < memoryMiB * mib) return false;
  return has('ephemeral-storage') >= diskGiB * gib && has(gpuResource) >= (gpu?.count ?? 0);
}
