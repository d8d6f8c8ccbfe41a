import { isProviderError } from '../../provider/provider-error.ts';
import type { Account } from './account.ts';
import { settlesWithinMs } from './homes.ts';
import { isInstanceId, locatePatiently, untilFound } from './locate.ts';
import { malformedAnswer } from './native-failure.ts';

/**
 * Ends an instance. EC2 may not know an id that it has just given out, and the instance behind it runs all the same: what is
 * unknown counts as gone only when it stayed unknown for as long as reads may be late.
 */
export async function terminate(account: Account, id: string): Promise<void> {
  if (!isInstanceId(id)) return;
  const known = account.homes.regionOf(id);
  const region = known ?? (await locatePatiently(account, id, settlesWithinMs))?.region;
  if (region === undefined) return;
  const windowMs = account.homes.unsettledMs(id);
  await untilFound(account, windowMs, () => terminateIn(account, region, id));
}

/** Null where the region does not know the id. */
async function terminateIn({ ec2 }: Account, region: string, id: string): Promise<'ending' | null> {
  try {
    const { TerminatingInstances } = await ec2.repeat(region, (client, options) =>
      client.send(new ec2.sdk.TerminateInstancesCommand({ InstanceIds: [id] }), options),
    );
    if (TerminatingInstances?.some(({ InstanceId }) => InstanceId === id)) return 'ending';
    throw malformedAnswer('nothing about the instance that is to end', 'writes');
  } catch (thrown) {
    if (isProviderError(thrown) && thrown.code === 'NOT_FOUND') return null;
    throw thrown;
  }
}
