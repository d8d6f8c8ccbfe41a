import type { Instance as Ec2Instance, InstanceBlockDeviceMapping } from '@aws-sdk/client-ec2';
import type { InstanceStatus } from '../../provider/instance.ts';
import type { ProviderErrorCode } from '../../provider/provider-error.ts';
import type { AwsDisk, AwsInstance } from './aws-instance.ts';
import { dropAbsent } from './drop-absent.ts';
import { meaningOfCode } from './error-codes.ts';
import { specOfType } from './instance-types.ts';
import { withoutOwnTags } from './own-tags.ts';

/**
 * Reads an answer of EC2. Total: every answer gives an instance, whatever is missing in it or new.
 *
 * @example
 * materialize({ InstanceId: 'i-0123456789abcdef0', State: { Name: 'running' } }, 'eu-central-1').status; // 'running'
 */
export function materialize(native: Ec2Instance, region: string): AwsInstance {
  const tags = Object.fromEntries((native.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value]));
  const own = withoutOwnTags(tags);
  const { StateReason, State, InstanceLifecycle } = native;
  const reason = reasonOf(StateReason?.Code);
  const volumes = (native.BlockDeviceMappings ?? []).flatMap(readDisk);
  const isRoot = ({ device }: AwsDisk) => device === native.RootDeviceName;
  return dropAbsent({
    id: native.InstanceId ?? '',
    status: statusOf(State?.Name),
    name: own.name,
    region,
    image: native.ImageId,
    spec: specOfType(native.InstanceType),
    tags: own.tags,
    network: native.SubnetId,
    volumeIds: volumes.filter((disk) => !isRoot(disk)).map(({ id }) => id),
    spot: InstanceLifecycle === 'spot',
    reason,
    createdAt: timeOf(native.LaunchTime),
    aws: dropAbsent({
      instanceType: native.InstanceType,
      availabilityZone: native.Placement?.AvailabilityZone,
      subnetId: native.SubnetId,
      vpcId: native.VpcId,
      securityGroupIds: (native.SecurityGroups ?? []).flatMap(({ GroupId }) => GroupId ?? []),
      privateIp: native.PrivateIpAddress,
      publicIp: native.PublicIpAddress,
      spawnId: own.spawnId,
      fingerprint: own.fingerprint,
      spotRequestId: native.SpotInstanceRequestId,
      volumes,
      rootVolumeId: volumes.find(isRoot)?.id,
      lifecycle: InstanceLifecycle,
      canHibernate: native.HibernationOptions?.Configured === true,
      state: State?.Name,
      stateReason: StateReason?.Code,
      fleetId: own.fleetId,
    }),
  });
}

/** A device without a volume holds nothing that anybody could name. */
function readDisk({ DeviceName, Ebs }: InstanceBlockDeviceMapping): AwsDisk[] {
  if (!Ebs?.VolumeId) return [];
  const { VolumeId: id, Status: state, DeleteOnTermination } = Ebs;
  return [dropAbsent({ id, device: DeviceName, state, goesWithInstance: DeleteOnTermination === true })];
}

const statuses: ReadonlyMap<string | undefined, InstanceStatus> = new Map([
  ['pending', 'pending'],
  ['running', 'running'],
  ['stopping', 'stopping'],
  ['stopped', 'stopped'],
  ['shutting-down', 'terminating'],
  ['terminated', 'terminated'],
]);

/** A state that nobody knows is an instance that is busy with something. */
function statusOf(state: string | undefined): InstanceStatus {
  return statuses.get(state) ?? 'pending';
}

const interruptions: readonly (string | undefined)[] = [
  'Server.SpotInstanceTermination',
  'Server.SpotInstanceShutdown',
];

/** Only what the service did of its own accord: what a user asked for is no reason to worry. */
function reasonOf(code: string | undefined): ProviderErrorCode | undefined {
  if (interruptions.includes(code)) return 'SPOT_INTERRUPTED';
  const [by = '', ...rest] = code?.split('.') ?? [];
  return by === 'Server' ? meaningOfCode(rest.join('.'), '') : undefined;
}

function timeOf(at: Date | undefined): string | undefined {
  return at === undefined || Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}
