import { type Answer, refusal, success } from './answer.ts';
import { dryRunProblem } from './dry-run.ts';
import { namedInstance } from './named-instances.ts';
import type { Query } from './query.ts';
import type { Store } from './store.ts';

/** ModifyInstanceAttribute: only whether it may be terminated by a call. */
export function modifyInstanceAttribute(store: Store, region: string, query: Query): Answer {
  const record = namedInstance(store, region, query.text('InstanceId') ?? '');
  if ('ok' in record) return record;
  const isProtected = query.text('DisableApiTermination.Value');
  if (isProtected === undefined) return refusal('InvalidParameterCombination', 'No attributes specified.');
  if (isProtected === 'true' && record.order.isSpot) {
    return refusal('UnsupportedOperation', 'Spot Instances cannot be protected from termination');
  }
  const dryRun = dryRunProblem(query);
  if (dryRun) return dryRun;
  record.isProtected = isProtected === 'true';
  return success({ return: true });
}

/** DescribeInstanceAttribute, of the few that there are. */
export function describeInstanceAttribute(store: Store, region: string, query: Query): Answer {
  const record = namedInstance(store, region, query.text('InstanceId') ?? '');
  if ('ok' in record) return record;
  const attribute = query.text('Attribute') ?? '';
  const value = { disableApiTermination: record.isProtected, instanceType: record.order.instanceType }[attribute];
  if (value === undefined) {
    return refusal('InvalidParameterValue', `Value (${attribute}) for parameter attribute is invalid.`);
  }
  return success({ instanceId: record.id, [attribute]: { value } });
}
