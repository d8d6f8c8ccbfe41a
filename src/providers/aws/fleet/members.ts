import type { Account } from '../account.ts';
import type { AwsInstance } from '../aws-instance.ts';
import { settlesWithinMs } from '../homes.ts';
import { untilFound } from '../locate.ts';
import { materialize } from '../materialize.ts';
import { type Fleet, findMembers } from './find-fleets.ts';
import type { FleetOrder } from './order.ts';

/** The machines of fleets as they are now. One that does not show for as long as reads may be late has left no tombstone. */
export async function membersOf(
  account: Account,
  order: FleetOrder,
  fleets: readonly Fleet[],
): Promise<readonly AwsInstance[]> {
  const ids = fleets.flatMap((fleet) => fleet.ids);
  let seen = new Map<string, AwsInstance>();
  await untilFound(account, settlesWithinMs, async () => {
    if (ids.length > 0) seen = new Map((await findMembers(account, order)).map((member) => [member.id, member]));
    return ids.every((id) => seen.has(id)) ? seen : null;
  });
  return ids.map((id) => seen.get(id) ?? gone(id, order.region));
}

function gone(InstanceId: string, region: string): AwsInstance {
  return materialize({ InstanceId, State: { Name: 'terminated' } }, region);
}
