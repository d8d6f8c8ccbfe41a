import type { Account } from '../account.ts';
import type { AwsInstance } from '../aws-instance.ts';
import { settlesWithinMs } from '../homes.ts';
import { terminate } from '../terminate.ts';
import { findMembers } from './find-fleets.ts';
import { launchTemplate } from './launch-template.ts';
import type { FleetOrder } from './order.ts';

/**
 * Ends every machine that was made for an order, by whichever process, and what it was made from. Looks again when the last
 * that was made must show. Machines of another order under the same key are left alone.
 */
export async function takeDownFleet(account: Account, order: FleetOrder): Promise<void> {
  await endMembers(account, order);
  await account.context.clock.sleep(settlesWithinMs);
  await endMembers(account, order);
  await launchTemplate(account, order).remove();
}

async function endMembers(account: Account, order: FleetOrder): Promise<void> {
  const members = await findMembers(account, order);
  const own = members.filter(({ aws }) => aws.fingerprint === order.identity.fingerprint);
  // All are tried before any failure is told.
  const ends = await Promise.allSettled(own.filter(isThere).map(({ id }) => terminate(account, id)));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
}

function isThere({ status }: AwsInstance): boolean {
  return status !== 'terminating' && status !== 'terminated';
}
