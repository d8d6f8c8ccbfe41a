import type { EC2Client, Tag } from '@aws-sdk/client-ec2';
import type { EstateItem } from '../../testbed/estate.ts';
import type { LiveEc2 } from './live-ec2.ts';

type Sdk = LiveEc2['sdk'];
type Kind = EstateItem['kind'];

/** How EC2 keeps one kind of thing: a list of it, its end, a look, and what a person types. */
export interface LiveThing {
  /** How its ids begin. */
  readonly prefix: string;
  list(sdk: Sdk, client: EC2Client, region: string): Promise<readonly EstateItem[]>;
  remove(sdk: Sdk, client: EC2Client, id: string): Promise<unknown>;
  /** The state that it is in, or undefined where it is not there. A look that finds nothing may throw NotFound too. */
  state(sdk: Sdk, client: EC2Client, id: string): Promise<string | undefined>;
  readonly command: string;
}

/** In the order in which they go: a request for a machine before machines, images before the snapshots behind them. */
export const liveThings: readonly LiveThing[] = [
  {
    prefix: 'sir-',
    list: async (sdk, client, region) => {
      const Filters = [{ Name: 'state', Values: ['open', 'active'] }];
      const pages = sdk.paginateDescribeSpotInstanceRequests({ client }, { Filters });
      return itemsOf(pages, ({ SpotInstanceRequests = [] }) =>
        SpotInstanceRequests.map((each) =>
          item('spot-request', each.SpotInstanceRequestId, region, each.Tags, each.CreateTime),
        ),
      );
    },
    remove: (sdk, client, id) =>
      client.send(new sdk.CancelSpotInstanceRequestsCommand({ SpotInstanceRequestIds: [id] })),
    state: async (sdk, client, id) => {
      const asked = new sdk.DescribeSpotInstanceRequestsCommand({ SpotInstanceRequestIds: [id] });
      const state = (await client.send(asked)).SpotInstanceRequests?.[0]?.State;
      return state === 'open' || state === 'active' ? state : undefined;
    },
    command: 'cancel-spot-instance-requests --spot-instance-request-ids',
  },
  {
    prefix: 'i-',
    list: (sdk, client, region) =>
      itemsOf(sdk.paginateDescribeInstances({ client, pageSize: 1_000 }, {}), ({ Reservations = [] }) =>
        Reservations.flatMap(({ Instances = [] }) => Instances)
          .filter(({ State }) => State?.Name !== 'terminated')
          .map((each) => item('instance', each.InstanceId, region, each.Tags, each.LaunchTime)),
      ),
    remove: (sdk, client, id) => client.send(new sdk.TerminateInstancesCommand({ InstanceIds: [id] })),
    state: async (sdk, client, id) => {
      const { Reservations } = await client.send(new sdk.DescribeInstancesCommand({ InstanceIds: [id] }));
      const state = Reservations?.[0]?.Instances?.[0]?.State?.Name;
      return state === 'terminated' ? undefined : state;
    },
    command: 'terminate-instances --instance-ids',
  },
  {
    prefix: 'ami-',
    list: (sdk, client, region) =>
      itemsOf(sdk.paginateDescribeImages({ client }, { Owners: ['self'] }), ({ Images = [] }) =>
        Images.map((each) => item('snapshot', each.ImageId, region, each.Tags, dateOf(each.CreationDate))),
      ),
    remove: (sdk, client, id) => client.send(new sdk.DeregisterImageCommand({ ImageId: id })),
    state: async (sdk, client, id) =>
      (await client.send(new sdk.DescribeImagesCommand({ ImageIds: [id] }))).Images?.[0]?.State,
    command: 'deregister-image --image-id',
  },
  {
    prefix: 'snap-',
    list: (sdk, client, region) =>
      itemsOf(sdk.paginateDescribeSnapshots({ client }, { OwnerIds: ['self'] }), ({ Snapshots = [] }) =>
        Snapshots.map((each) => item('snapshot', each.SnapshotId, region, each.Tags, each.StartTime)),
      ),
    remove: (sdk, client, id) => client.send(new sdk.DeleteSnapshotCommand({ SnapshotId: id })),
    state: async (sdk, client, id) =>
      (await client.send(new sdk.DescribeSnapshotsCommand({ SnapshotIds: [id] }))).Snapshots?.[0]?.State,
    command: 'delete-snapshot --snapshot-id',
  },
  {
    prefix: 'vol-',
    list: (sdk, client, region) =>
      itemsOf(sdk.paginateDescribeVolumes({ client }, {}), ({ Volumes = [] }) =>
        Volumes.filter(({ State }) => State !== 'deleting' && State !== 'deleted').map((each) =>
          item('volume', each.VolumeId, region, each.Tags, each.CreateTime),
        ),
      ),
    remove: (sdk, client, id) => client.send(new sdk.DeleteVolumeCommand({ VolumeId: id })),
    state: async (sdk, client, id) => {
      const { Volumes } = await client.send(new sdk.DescribeVolumesCommand({ VolumeIds: [id] }));
      const state = Volumes?.[0]?.State;
      return state === 'deleting' || state === 'deleted' ? undefined : state;
    },
    command: 'delete-volume --volume-id',
  },
  {
    prefix: 'lt-',
    list: (sdk, client, region) =>
      itemsOf(sdk.paginateDescribeLaunchTemplates({ client }, {}), ({ LaunchTemplates = [] }) =>
        LaunchTemplates.map((each) =>
          item('launch-template', each.LaunchTemplateId, region, each.Tags, each.CreateTime),
        ),
      ),
    remove: (sdk, client, id) => client.send(new sdk.DeleteLaunchTemplateCommand({ LaunchTemplateId: id })),
    state: async (sdk, client, id) => {
      const asked = new sdk.DescribeLaunchTemplatesCommand({ LaunchTemplateIds: [id] });
      return (await client.send(asked)).LaunchTemplates?.[0] && 'there';
    },
    command: 'delete-launch-template --launch-template-id',
  },
];

async function itemsOf<Page>(
  pages: AsyncIterable<Page>,
  read: (page: Page) => readonly (EstateItem | null)[],
): Promise<readonly EstateItem[]> {
  const items: EstateItem[] = [];
  for await (const page of pages) items.push(...read(page).filter((each) => each !== null));
  return items;
}

/** What has no id cannot be removed by anybody. Its time is the one that EC2 stamped, or NaN. */
function item(
  kind: Kind,
  id: string | undefined,
  region: string,
  tags: readonly Tag[] = [],
  at: Date | undefined,
): EstateItem | null {
  if (!id) return null;
  const owner = tags.find(({ Key }) => Key === 'assay:run')?.Value ?? null;
  return { kind, id, owner, region, createdAtMs: at?.getTime() ?? Number.NaN };
}

function dateOf(text: string | undefined): Date | undefined {
  const ms = Date.parse(text ?? '');
  return Number.isNaN(ms) ? undefined : new Date(ms);
}
