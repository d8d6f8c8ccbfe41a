import type { EC2Client, EC2ClientConfig, Image, Instance, Volume } from '@aws-sdk/client-ec2';
import { createTranscriptRecorder } from '../../testbed/transcript-recorder.ts';
import type { VirtualClock } from '../../testbed/virtual-clock.ts';
import { createSdkWire } from '../../testbed/wire/sdk-wire.ts';
import { classify } from '../ec2/classify.ts';
import { createNativeErrors } from '../ec2/written.ts';
import { askMoto, type MotoAccount } from './ask-moto.ts';

/** What an account holds, asked behind the provider's back and before any fault. */
export interface AccountView {
  instances(region: string): Promise<readonly Instance[]>;
  volumes(region: string): Promise<readonly Volume[]>;
  /** Everybody's. */
  images(region: string): Promise<readonly Image[]>;
  /** The account's own, and for moto those behind all images are. */
  snapshotIds(region: string): Promise<readonly string[]>;
  /** In the order of their zones. */
  subnetIds(region: string): Promise<readonly string[]>;
}

/** Looks at an account with a client of its own. */
export async function createAccountView(account: MotoAccount, clock: VirtualClock): Promise<AccountView> {
  const sdk = await import('@aws-sdk/client-ec2');
  const requestHandler = handlerOf(account, clock);
  const clients = new Map<string, EC2Client>();
  const clientOf = (region: string): EC2Client => {
    const client =
      clients.get(region) ??
      new sdk.EC2Client({
        region,
        endpoint: `https://ec2.${region}.amazonaws.com`,
        credentials: { accessKeyId: 'unused', secretAccessKey: 'unused' },
        maxAttempts: 1,
        requestHandler,
      });
    clients.set(region, client);
    return client;
  };
  return {
    instances: async (region) => {
      const { Reservations = [] } = await clientOf(region).send(new sdk.DescribeInstancesCommand({}));
      return Reservations.flatMap(({ Instances = [] }) => Instances);
    },
    volumes: async (region) => {
      const { Volumes = [] } = await clientOf(region).send(new sdk.DescribeVolumesCommand({}));
      return Volumes;
    },
    images: async (region) => {
      const { Images = [] } = await clientOf(region).send(new sdk.DescribeImagesCommand({}));
      return Images;
    },
    snapshotIds: async (region) => {
      const { Snapshots = [] } = await clientOf(region).send(new sdk.DescribeSnapshotsCommand({ OwnerIds: ['self'] }));
      return Snapshots.flatMap(({ SnapshotId = [] }) => SnapshotId);
    },
    subnetIds: async (region) => {
      const { Subnets = [] } = await clientOf(region).send(new sdk.DescribeSubnetsCommand({}));
      const byZone = Subnets.toSorted((a, b) => ((a.AvailabilityZone ?? '') < (b.AvailabilityZone ?? '') ? -1 : 1));
      return byZone.flatMap(({ SubnetId = [] }) => SubnetId);
    },
  };
}

function handlerOf(account: MotoAccount, clock: VirtualClock): NonNullable<EC2ClientConfig['requestHandler']> {
  const neverFails = { classify, nativeErrors: [], nativeError: createNativeErrors({ hex: () => '', next: () => 0 }) };
  const wire = createSdkWire(askMoto(account, neverFails, clock), { clock, transcript: createTranscriptRecorder() });
  return wire.requestHandler as NonNullable<EC2ClientConfig['requestHandler']>;
}
