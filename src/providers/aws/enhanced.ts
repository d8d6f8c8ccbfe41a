import type { Enhanced } from '../../provider/enhanced.ts';
import type { Account } from './account.ts';
import { type AwsInstance, project } from './aws-instance.ts';
import { type AwsSnapshot, projectSnapshot } from './aws-snapshot.ts';
import { isInstanceId, locate } from './locate.ts';
import { findSnapshot } from './snapshots.ts';

/** What the adapter knows of its instances and snapshots, beside what it shows a control plane. */
export type AwsEnhanced = Required<Enhanced<AwsInstance, AwsSnapshot>>;

export function createEnhanced(account: Account): AwsEnhanced {
  return {
    get: async (id) => (isInstanceId(id) ? locate(account, id) : null),
    project,
    snapshots: { get: (id) => findSnapshot(account, id), project: projectSnapshot },
  };
}
