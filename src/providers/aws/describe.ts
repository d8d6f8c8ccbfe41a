import type { DescribeInstancesRequest, DescribeInstancesResult, Filter } from '@aws-sdk/client-ec2';
import { allPages, type Page } from '../../provider/all-pages.ts';
import { isProviderError } from '../../provider/provider-error.ts';
import type { Account } from './account.ts';
import type { AwsInstance } from './aws-instance.ts';
import { materialize } from './materialize.ts';
import { malformedAnswer, nativeCode } from './native-failure.ts';

const pageSize = 1_000;

/** Every page, or an error. An instance that moved from page to page while we read is there once. */
export async function describeAll(
  account: Account,
  region: string,
  filters: Filter[],
): Promise<readonly AwsInstance[]> {
  const instances = await allPages(
    (token) =>
      describePage(account, region, {
        Filters: filters,
        MaxResults: pageSize,
        ...(token !== null && { NextToken: token }),
      }),
    () => malformedAnswer('the list goes round in a circle', 'reads'),
  );
  return [...new Map(instances.map((instance) => [instance.id, instance])).values()];
}

/** By id; null where this region does not know it, or no longer, or not yet. */
export async function describeOne(account: Account, region: string, id: string): Promise<AwsInstance | null> {
  try {
    const { items } = await describePage(account, region, { InstanceIds: [id] });
    const [found] = items;
    if (found?.id !== id) throw malformedAnswer('another instance than the one that was asked for', 'reads');
    return found;
  } catch (thrown) {
    if (isProviderError(thrown) && thrown.code === 'NOT_FOUND') return null;
    if (nativeCode(thrown) === 'InvalidInstanceID.Malformed') return null;
    throw thrown;
  }
}

async function describePage(
  { ec2, homes }: Account,
  region: string,
  request: DescribeInstancesRequest,
): Promise<Page<AwsInstance>> {
  const answer = await ec2.read(region, (client, options) =>
    client.send(new ec2.sdk.DescribeInstancesCommand(request), options),
  );
  const page = readPage(answer, region);
  for (const { id } of page.items) homes.note(id, region);
  return page;
}

/** What has no list in it is the answer of somebody else, not that of EC2 to say that there is nothing. */
function readPage({ Reservations, NextToken }: DescribeInstancesResult, region: string): Page<AwsInstance> {
  if (Reservations === undefined) throw malformedAnswer('no list of reservations', 'reads');
  const instances = Reservations.flatMap((reservation) => reservation.Instances ?? []);
  if (instances.some(({ InstanceId }) => !InstanceId)) throw malformedAnswer('an instance without an id', 'reads');
  return { items: instances.map((native) => materialize(native, region)), token: NextToken || null };
}
