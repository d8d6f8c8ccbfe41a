import type { Account } from '../account.ts';
import { usedTag } from './pool.ts';

/** Notes on warm volumes that an instance is given them: from now on only their holder ends them. */
export async function markUsed({ ec2 }: Account, region: string, volumeIds: readonly string[]): Promise<void> {
  if (volumeIds.length === 0) return;
  await ec2.repeat(region, (client, options) =>
    client.send(
      new ec2.sdk.CreateTagsCommand({ Resources: [...volumeIds], Tags: [{ Key: usedTag, Value: 'yes' }] }),
      options,
    ),
  );
}
