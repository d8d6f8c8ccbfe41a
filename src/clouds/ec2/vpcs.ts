import { type Answer, success } from './answer.ts';
import { type Filterable, filterProblem, passesFilters } from './filters.ts';
import { vpcOf } from './instance-network.ts';
import type { Query } from './query.ts';
import type { Store } from './store.ts';

/** DescribeVpcs: every region has its default one, and no other. */
export function describeVpcs({ accountId }: Store, region: string, query: Query): Answer {
  const id = vpcOf(region);
  const problem = filterProblem(query, filters);
  if (problem) return problem;
  const isMeant = passesFilters(query, filters, { id, accountId });
  const body = { vpcId: id, ownerId: accountId, state: 'available', cidrBlock: '10.0.0.0/16', isDefault: true };
  return success({ vpcSet: isMeant ? [body] : [] });
}

const filters: Filterable<{ readonly id: string; readonly accountId: string }> = {
  fields: {
    'is-default': () => ['true'],
    'vpc-id': ({ id }) => [id],
    'owner-id': ({ accountId }) => [accountId],
    state: () => ['available'],
  },
  tags: () => new Map(),
};
