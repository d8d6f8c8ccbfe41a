import { type EC2Client, EC2ServiceException } from '@aws-sdk/client-ec2';
import { type Call, send } from './call.ts';
import type { Verdict } from './compare.ts';
import { createNames, type Names, resolve } from './names.ts';
import { normalise } from './normalise.ts';

/** A fresh EC2 that is asked native calls and names what it answers. */
export interface Judge {
  ask(call: Call): Promise<Verdict>;
}

export const region = 'us-east-1';

/** A judge behind a client. `settle` lets everything under way come to its end. */
export async function createJudge(client: EC2Client, settle: () => Promise<void>): Promise<Judge> {
  const names = createNames();
  await introduce(client, names);
  return {
    ask: async ({ action, input }) => {
      const verdict = await ask(client, names, action, resolve(input, names) as object);
      await settle();
      return verdict;
    },
  };
}

async function ask(client: EC2Client, names: Names, action: Call['action'], input: object): Promise<Verdict> {
  try {
    return { outcome: 'answered', fields: normalise(await send(client, action, input), names) };
  } catch (thrown) {
    return refusalOf(thrown);
  }
}

function refusalOf(thrown: unknown): Verdict {
  const status = (thrown as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
  // Without an answer there is nothing to compare: the judge is broken.
  if (status === undefined) throw thrown;
  const isXml = thrown instanceof EC2ServiceException && thrown.name !== 'Unknown';
  return { outcome: 'refused', code: isXml ? thrown.name : '(no XML)', status };
}

/** What is there before the history begins, and is not of the account's making. */
async function introduce(client: EC2Client, names: Names): Promise<void> {
  const images = (await send(client, 'DescribeImages', {})) as { Images?: { ImageId: string; Name: string }[] };
  const image = images.Images?.find(({ Name }) => Name.startsWith('ubuntu'));
  if (!image) throw new Error('there is no public image to start from');
  names.introduce('$image.public', image.ImageId);
  const subnets = (await send(client, 'DescribeSubnets', {})) as {
    Subnets?: { SubnetId: string; VpcId: string; AvailabilityZone: string }[];
  };
  for (const { SubnetId, VpcId, AvailabilityZone } of subnets.Subnets ?? []) {
    names.introduce(`$subnet.${AvailabilityZone.slice(-1)}`, SubnetId);
    names.introduce('$vpc.default', VpcId);
  }
}
