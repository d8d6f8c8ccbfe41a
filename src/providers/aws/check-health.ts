import type { Account } from './account.ts';
import { inEveryRegion } from './in-every-region.ts';
import { malformedAnswer } from './native-failure.ts';
import { checkClock } from './startup/check-clock.ts';

/** Whether every region in use answers and has a zone to launch in, and whether the clock is still right. */
export async function checkHealth(account: Account): Promise<void> {
  const { home, homes, time, context } = account;
  await inEveryRegion([...new Set([home, ...homes.regions()])], (region) => checkZones(account, region));
  checkClock(time, context.logger);
}

async function checkZones({ ec2, context }: Account, region: string): Promise<void> {
  const { AvailabilityZones } = await ec2.read(region, (client, options) =>
    client.send(new ec2.sdk.DescribeAvailabilityZonesCommand({}), options),
  );
  if (AvailabilityZones === undefined) throw malformedAnswer('no list of zones', 'reads');
  const troubled = AvailabilityZones.filter(({ State = 'available' }) => State !== 'available');
  const text = troubled.map(({ ZoneName, State }) => `${ZoneName} is ${State}`).join(', ');
  if (troubled.length === AvailabilityZones.length) throw malformedAnswer(`no zone is available: ${text}`, 'reads');
  if (troubled.length > 0) context.logger.warn(`AWS: ${text}`, { region });
}
