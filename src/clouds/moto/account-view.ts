import type { EC2Client, EC2ClientConfig, Image, Instance, Volume } from '@aws-sdk/client-ec2';
import { createTranscriptRecorder } from '../../testbed/transcript-recorder.ts';
import type { VirtualClock } from '../../testbed/virtual-clock.ts';
import { createSdkWire } from '../../testbed/wire/sdk-wire.ts';
import { classify } from '../ec2/classify.ts';
import { createNativeErrors } from '../ec2/written.ts';
import { askMoto, type MotoAccount } from './ask-moto.ts';

/** What an account holds, asked behind the provider's back and before any fault. */
export interface AccountView {
  holdings(region: string): Promise<Holdings>;
  subnetIds(region: string): Promise<readonly string[]>;
  hasImageOf(owner: string, region: string): Promise<boolean>;
}

export interface Holdings {
  readonly instances: readonly Instance[];
  readonly volumes: readonly Volume[];
  readonly images: readonly Image[];
  readonly snapshotIds: readonly string[];
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
        credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'unused' },
        maxAttempts: 1,
        requestHandler,
      });
    clients.set(region, client);
    return client;
  };
  return {
    holdings: async (region) => {
      const client = clientOf(region);
      const [{ Reservations = [] }, { Volumes = [] }, { Images = [] }, { Snapshots = [] }] = await Promise.all([
        client.send(new sdk.DescribeInstancesCommand({})),
        client.send(new sdk.DescribeVolumesCommand({})),
        client.send(new sdk.DescribeImagesCommand({ Owners: ['self'] })),
        client.send(new sdk.DescribeSnapshotsCommand({ OwnerIds: ['self'] })),
      ]);
      return {
        instances: Reservations.flatMap(({ Instances = [] }) => Instances),
        volumes: Volumes,
        images: Images,
        snapshotIds: Snapshots.flatMap(({ SnapshotId = [] }) => SnapshotId),
      };
    },
    subnetIds: async (region) => {
      const { Subnets = [] } = await clientOf(region).send(new sdk.DescribeSubnetsCommand({}));
      return Subnets.flatMap(({ SubnetId = [] }) => SubnetId).sort();
    },
    hasImageOf: async (owner, region) => {
      const { Images = [] } = await clientOf(region).send(new sdk.DescribeImagesCommand({ Owners: [owner] }));
      return Images.length > 0;
    },
  };
}

function handlerOf(account: MotoAccount, clock: VirtualClock): NonNullable<EC2ClientConfig['requestHandler']> {
  const neverFails = { classify, nativeErrors: [], nativeError: createNativeErrors({ hex: () => '', next: () => 0 }) };
  const wire = createSdkWire(askMoto(account, neverFails, clock), { clock, transcript: createTranscriptRecorder() });
  return wire.requestHandler as NonNullable<EC2ClientConfig['requestHandler']>;
}
