import { ProviderError } from '../../../provider/provider-error.ts';
import type { Account } from '../account.ts';
import { describeAll } from '../describe.ts';
import { providerName } from '../provider-name.ts';

/**
 * What EC2 itself tells of the limits of the home region: how many instances it allows, beside how many are there. Limits in
 * vCPUs are told by Service Quotas alone, another service, and show here when a launch is refused with QUOTA_EXCEEDED. Only
 * where nothing at all can be launched is it an error; who may not ask goes on without.
 */
export async function checkQuotas(account: Account): Promise<void> {
  const { context, home } = account;
  const instancesMax = await instancesAllowed(account);
  if (instancesMax === undefined) return;
  if (instancesMax === 0) {
    const message = `AWS allows this account no instances in ${home}: ask for a quota, or use another region`;
    throw new ProviderError('QUOTA_EXCEEDED', message, { provider: providerName });
  }
  const alive = await living(account);
  if (alive === undefined || alive < instancesMax) return;
  context.logger.warn(
    `AWS: ${alive} instances are in ${home}, and its limit is ${instancesMax}: launches may be refused`,
  );
}

async function instancesAllowed({ ec2, home, context }: Account): Promise<number | undefined> {
  try {
    const { AccountAttributes = [] } = await ec2.read(home, (client, options) =>
      client.send(new ec2.sdk.DescribeAccountAttributesCommand({}), options),
    );
    const found = AccountAttributes.find(({ AttributeName }) => AttributeName === 'max-instances');
    const told = Number(found?.AttributeValues?.[0]?.AttributeValue ?? Number.NaN);
    return Number.isInteger(told) ? told : undefined;
  } catch (thrown) {
    context.logger.warn(`AWS: the quotas could not be looked at: ${thrown instanceof Error ? thrown.message : thrown}`);
    return undefined;
  }
}

/** Anybody's: quotas are of the account. */
async function living(account: Account): Promise<number | undefined> {
  const there = [{ Name: 'instance-state-name', Values: ['pending', 'running'] }];
  const found = await describeAll(account, account.home, there).catch(() => undefined);
  return found?.length;
}
