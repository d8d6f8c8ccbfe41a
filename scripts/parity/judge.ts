import { type EC2Client, EC2ServiceException } from '@aws-sdk/client-ec2';
import { type Call, send } from './call.ts';
import { createNames, type Names, resolve } from './names.ts';

/** A fresh EC2 that is asked native calls. */
export interface Judge {
  readonly names: Names;
  ask(call: Call): Promise<Reply>;
}

/** What a judge says to a call. */
export type Reply =
  | { readonly outcome: 'answered'; readonly answer: object }
  | { readonly outcome: 'refused'; readonly code: string; readonly status: number };

export const region = 'us-east-1';

/** A judge behind a client. `settle` lets everything under way come to its end. */
export async function createJudge(client: EC2Client, settle: () => Promise<void>): Promise<Judge> {
  const names = createNames();
  await introduce(client, names);
  return {
    names,
    ask: async ({ action, input }) => {
      const reply = await ask(client, action, resolve(input, names) as object);
      await settle();
      return reply;
    },
  };
}

async function ask(client: EC2Client, action: Call['action'], input: object): Promise<Reply> {
  try {
    return { outcome: 'answered', answer: await send(client, action, input) };
  } catch (thrown) {
    return refusalOf(thrown);
  }
}

function refusalOf(thrown: unknown): Reply {
  const status = (thrown as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
  // Without an answer there is nothing to compare: the judge is broken.
  if (status === undefined) throw thrown;
  const isXml = thrown instanceof EC2ServiceException && thrown.name !== 'Unknown';
  return { outcome: 'refused', code: isXml ? thrown.name : '(no XML)', status };
}

/** Names what is there before the history begins: the account did not make it, and the other judge has another of it. */
async function introduce(client: EC2Client, names: Names): Promise<void> {
  const { Images: images = [] } = (await send(client, 'DescribeImages', {})) as {
    Images?: { ImageId: string; Name: string }[];
  };
  const image = images.find(({ Name }) => Name.startsWith('ubuntu'));
  if (!image) throw new Error('there is no public image to start from');
  names.introduce('$image.public', image.ImageId);
  const { Subnets: subnets = [] } = (await send(client, 'DescribeSubnets', {})) as {
    Subnets?: { SubnetId: string; VpcId: string; AvailabilityZone: string }[];
  };
  for (const { SubnetId, VpcId, AvailabilityZone } of subnets) {
    names.introduce(`$subnet.${AvailabilityZone.slice(-1)}`, SubnetId);
    names.introduce('$vpc.default', VpcId);
  }
  const { Snapshots: snapshots = [] } = (await send(client, 'DescribeSnapshots', {})) as {
    Snapshots?: { SnapshotId: string; VolumeId: string }[];
  };
  for (const [index, { SnapshotId, VolumeId }] of snapshots.entries()) {
    names.introduce(`$snapshot.published${index}`, SnapshotId);
    names.introduce(`$volume.published${index}`, VolumeId);
  }
}
