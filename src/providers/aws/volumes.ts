import type { Volume as Ec2Volume } from '@aws-sdk/client-ec2';
import { checkVolumeRequest } from '../../provider/check-volume-request.ts';
import type { CapabilityMethods } from '../../provider/provider.ts';
import { isProviderError } from '../../provider/provider-error.ts';
import type { CreateVolumeRequest } from '../../provider/requests.ts';
import type { Volume } from '../../provider/resources.ts';
import type { Account } from './account.ts';
import { checkRegion } from './check-region.ts';
import { malformedAnswer } from './native-failure.ts';
import { isOwnKey, tagProblem, tagSpecifications } from './own-tags.ts';
import { refuse } from './provider-name.ts';
import { somewhere } from './somewhere.ts';

/** A volume and where it is for ever. */
export interface PlacedVolume {
  readonly volume: Volume;
  readonly region: string;
  readonly zone: string;
  readonly createdAtMs: number;
  /** The adapter's own notes on it. */
  readonly own: Readonly<Record<string, string>>;
}

/** The largest general purpose volume. */
export const sizeGiBMax = 16_384;

/** The methods of the capability `persistentVolumes`. */
export function volumeMethods(account: Account): CapabilityMethods['persistentVolumes'] {
  return {
    createVolume: async (request) => (await createVolume(account, request)).volume,
    getVolume: async (id) => (await findVolume(account, id))?.volume ?? null,
    deleteVolume: (id) => deleteVolume(account, id),
  };
}

/** In the first zone of its region: an instance that is to hold it has to be in the same. */
async function createVolume(account: Account, request: CreateVolumeRequest): Promise<PlacedVolume> {
  const { ec2, places, homes, context, marks } = account;
  const { sizeGiB: Size, tags, region: wanted } = checkVolumeRequest(request, refuse, { sizeGiBMax, tagProblem });
  const region = await checkRegion(account, wanted);
  const [zone] = await places.zones(region);
  // One token for all attempts: the volume of the first is given to the second.
  const ClientToken = context.random.hex(64);
  const native = await ec2.repeat(region, (client, options) =>
    client.send(
      new ec2.sdk.CreateVolumeCommand({
        ClientToken,
        AvailabilityZone: zone,
        Size,
        VolumeType: 'gp3',
        TagSpecifications: tagSpecifications({ ...tags, ...marks }, 'volume'),
      }),
      options,
    ),
  );
  const made = readVolume(native, region);
  homes.note(made.volume.id, region);
  return made;
}

/** Null where nobody knows it, or no longer. */
export async function findVolume(account: Account, id: string): Promise<PlacedVolume | null> {
  if (!isVolumeId(id)) return null;
  return somewhere(account, id, (region) => describeVolume(account, region, id));
}

async function deleteVolume(account: Account, id: string): Promise<void> {
  const region = account.homes.regionOf(id) ?? (await findVolume(account, id))?.region;
  if (!isVolumeId(id) || region === undefined) return;
  await deleteVolumeIn(account, region, id);
}

/** Silent for what is gone. */
export async function deleteVolumeIn({ ec2 }: Account, region: string, id: string): Promise<void> {
  try {
    await ec2.repeat(region, (client, options) =>
      client.send(new ec2.sdk.DeleteVolumeCommand({ VolumeId: id }), options),
    );
  } catch (thrown) {
    if (!isProviderError(thrown) || thrown.code !== 'NOT_FOUND') throw thrown;
  }
}

export function isVolumeId(id: unknown): id is string {
  return typeof id === 'string' && /^vol-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id);
}

/** By id; null where this region does not know it, or no longer. */
export async function describeVolume({ ec2 }: Account, region: string, id: string): Promise<PlacedVolume | null> {
  try {
    const { Volumes } = await ec2.read(region, (client, options) =>
      client.send(new ec2.sdk.DescribeVolumesCommand({ VolumeIds: [id] }), options),
    );
    const [native] = Volumes ?? [];
    if (native?.VolumeId !== id) throw malformedAnswer('another volume than the one that was asked for', 'reads');
    return native.State === 'deleted' ? null : readVolume(native, region);
  } catch (thrown) {
    if (isProviderError(thrown) && thrown.code === 'NOT_FOUND') return null;
    throw thrown;
  }
}

const statuses: ReadonlyMap<string | undefined, Volume['status']> = new Map([
  ['creating', 'creating'],
  ['available', 'available'],
  ['in-use', 'in-use'],
  ['deleting', 'deleting'],
]);

export function readVolume(native: Ec2Volume, region: string): PlacedVolume {
  const { VolumeId: id, Size: sizeGiB, AvailabilityZone: zone, State, Tags = [], CreateTime } = native;
  if (!id || sizeGiB === undefined || !zone) throw malformedAnswer('a volume without id, size or zone', 'writes');
  const { own = [], theirs = [] } = Object.groupBy(
    Tags.map(({ Key = '', Value = '' }) => [Key, Value] as const),
    ([key]) => (isOwnKey(key) ? 'own' : 'theirs'),
  );
  const tags = Object.fromEntries(theirs);
  const createdAtMs = CreateTime?.getTime() ?? 0;
  return {
    region,
    zone,
    createdAtMs,
    own: Object.fromEntries(own),
    volume: { id, status: statuses.get(State) ?? 'error', sizeGiB, region, tags },
  };
}
