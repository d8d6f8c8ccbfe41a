import type { RunInstancesRequest } from '@aws-sdk/client-ec2';
import type { Rehearsal } from '../../testbed/testbed.ts';
import { codeOf, type LiveEc2 } from './live-ec2.ts';
import { liveMachine } from './live-facts.ts';
import type { ConfirmedAccount } from './live-probe.ts';

interface DryCall {
  readonly action: string;
  send(): Promise<unknown>;
}

/** The publisher of Debian, and the images that `debian` stands for. */
const debian = { owner: '136693071363', name: 'debian-13-amd64-*' };

/** Asks EC2 whether it would do what a run does, with the flag that keeps it from doing it. */
export async function rehearseLive({ ec2, region, account }: ConfirmedAccount): Promise<Rehearsal> {
  const [ImageId, AvailabilityZone] = [await newestImage(ec2, region), await firstZone(ec2, region)];
  if (ImageId === undefined) return { ok: false, problem: `no image of Debian is published in ${region}` };
  const calls = dryCalls(ec2, region, ImageId, AvailabilityZone);
  for (const { action, send } of calls) {
    const refusal = await refusalOf(send);
    if (refusal !== null) return { ok: false, problem: `${action} would be refused in ${region}: ${refusal}` };
  }
  const { name, usdPerHour, instancesMax } = liveMachine;
  return {
    ok: true,
    lines: [
      `account ${account}, region ${region}: a run makes up to ${instancesMax} instances at a time of ${name}, $${usdPerHour} an hour each on demand, and volumes and images of 8 GiB and less`,
      `EC2 would do it: ${calls.map(({ action }) => action).join(', ')}`,
    ],
  };
}

/** Those that cost money, and those without which nothing could be ended. The ids are nobody's. */
function dryCalls(ec2: LiveEc2, region: string, ImageId: string, AvailabilityZone: string): readonly DryCall[] {
  const { sdk } = ec2;
  const client = ec2.in(region);
  const DryRun = true;
  const launch: RunInstancesRequest = {
    DryRun,
    ImageId,
    InstanceType: liveMachine.name,
    MinCount: 1,
    MaxCount: 1,
    TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'assay:run', Value: 'dry-run' }] }],
  };
  const spot: RunInstancesRequest = { ...launch, InstanceMarketOptions: { MarketType: 'spot' } };
  const [instance, volume] = ['i-0123456789abcdef0', 'vol-0123456789abcdef0'];
  const created = { DryRun, AvailabilityZone, Size: 1, VolumeType: 'gp3' } as const;
  return [
    { action: 'RunInstances', send: () => client.send(new sdk.RunInstancesCommand(launch)) },
    { action: 'RunInstances on the spot market', send: () => client.send(new sdk.RunInstancesCommand(spot)) },
    { action: 'CreateVolume', send: () => client.send(new sdk.CreateVolumeCommand(created)) },
    { action: 'DescribeInstances', send: () => client.send(new sdk.DescribeInstancesCommand({ DryRun })) },
    { action: 'DescribeVolumes', send: () => client.send(new sdk.DescribeVolumesCommand({ DryRun })) },
    {
      action: 'TerminateInstances',
      send: () => client.send(new sdk.TerminateInstancesCommand({ DryRun, InstanceIds: [instance] })),
    },
    { action: 'DeleteVolume', send: () => client.send(new sdk.DeleteVolumeCommand({ DryRun, VolumeId: volume })) },
  ];
}

/** A dry run that would work is told as an error too. Whose id is looked for was let in. */
async function refusalOf(send: () => Promise<unknown>): Promise<string | null> {
  try {
    await send();
    return 'it was done, although it was asked for as a dry run';
  } catch (thrown) {
    const code = codeOf(thrown);
    if (code === 'DryRunOperation' || code.endsWith('.NotFound')) return null;
    return `${code}: ${(thrown as Error).message}`;
  }
}

async function newestImage({ sdk, in: client }: LiveEc2, region: string): Promise<string | undefined> {
  const Filters = [{ Name: 'name', Values: [debian.name] }];
  const { Images = [] } = await client(region).send(new sdk.DescribeImagesCommand({ Owners: [debian.owner], Filters }));
  return Images.toSorted((a, b) => ((a.CreationDate ?? '') < (b.CreationDate ?? '') ? 1 : -1))[0]?.ImageId;
}

async function firstZone({ sdk, in: client }: LiveEc2, region: string): Promise<string> {
  const { AvailabilityZones = [] } = await client(region).send(new sdk.DescribeAvailabilityZonesCommand({}));
  return AvailabilityZones[0]?.ZoneName ?? `${region}a`;
}
