import type { WireOperation } from '../../testbed/fault.ts';
import type { NativeRequest } from '../../testbed/wire/native-service.ts';
import type { CallClass } from '../../testbed/wire/wire-call.ts';
import { costExplorerHost } from './cost-explorer.ts';
import { type Query, readQuery } from './query.ts';

/** What a call is, for faults and for readers. */
export function classify({ host, body }: NativeRequest): CallClass {
  if (host === costExplorerHost) return { operation: 'other', label: `${host} ${body}`, read: true };
  const query = readQuery(body);
  const label = `${host} ${decodeURIComponent(body.replaceAll('+', ' ').replace(/&Version=[^&]*/, ''))}`;
  return { operation: operationOf(query), label, read: query.action.startsWith('Describe') };
}

function operationOf(query: Query): WireOperation {
  switch (query.action) {
    case 'RunInstances':
    case 'CreateFleet':
      return 'spawn';
    case 'TerminateInstances':
      return 'terminate';
    case 'DescribeInstances':
      return query.list('InstanceId').length > 0 ? 'get' : 'list';
    case 'CreateImage':
    case 'DeregisterImage':
    case 'DescribeSnapshots':
    case 'DeleteSnapshot':
    case 'CreateSnapshot':
    case 'CreateSnapshots':
      return 'snapshot';
    case 'CreateVolume':
    case 'DescribeVolumes':
    case 'DeleteVolume':
    case 'AttachVolume':
    case 'DetachVolume':
      return 'volume';
    case 'DescribeSubnets':
      return 'network';
    default:
      return 'other';
  }
}
