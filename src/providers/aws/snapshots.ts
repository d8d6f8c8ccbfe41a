import type { Image } from '@aws-sdk/client-ec2';
import type { CapabilityMethods } from '../../provider/provider.ts';
import { isProviderError, ProviderError } from '../../provider/provider-error.ts';
import type { Snapshot } from '../../provider/resources.ts';
import type { Account } from './account.ts';
import { type AwsSnapshot, projectSnapshot } from './aws-snapshot.ts';
import { isImageId } from './images.ts';
import { isInstanceId, locate } from './locate.ts';
import { materializeSnapshot } from './materialize-snapshot.ts';
import { malformedAnswer } from './native-failure.ts';
import { instanceTag, tagSpecifications } from './own-tags.ts';
import { providerName } from './provider-name.ts';
import { somewhere } from './somewhere.ts';

/** The methods of the capability `snapshots`. */
export function snapshotMethods(account: Account): CapabilityMethods['snapshots'] {
  return {
    createSnapshot: (instanceId) => createSnapshot(account, instanceId),
    getSnapshotStatus: async (id) => {
      const found = await findSnapshot(account, id);
      if (found === null) throw notFound(`there is no snapshot ${JSON.stringify(id)}`);
      return projectSnapshot(found);
    },
    deleteSnapshot: (id) => deleteSnapshot(account, id),
  };
}

/** CreateImage takes no token. Its name is drawn once, so that a second attempt is refused where the first one worked. */
async function createSnapshot(account: Account, instanceId: string): Promise<Snapshot> {
  const instance = isInstanceId(instanceId) ? await locate(account, instanceId) : null;
  if (instance === null) throw notFound(`there is no instance ${JSON.stringify(instanceId)}`);
  const { ec2, homes, context, marks } = account;
  const { region = account.home } = instance;
  const { ImageId: id } = await ec2.write(region, (client, options) =>
    client.send(
      new ec2.sdk.CreateImageCommand({
        InstanceId: instanceId,
        Name: `assay-${context.random.hex(32)}`,
        NoReboot: true,
        TagSpecifications: [
          ...tagSpecifications({ [instanceTag]: instanceId, ...marks }, 'image'),
          ...tagSpecifications(marks, 'snapshot'),
        ],
      }),
      options,
    ),
  );
  if (!id) throw malformedAnswer('no image in the answer to CreateImage', 'writes');
  homes.note(id, region);
  return { id, status: 'pending', progress: 0, instanceId };
}

/** Null where nobody knows it, or no longer. */
export async function findSnapshot(account: Account, id: string): Promise<AwsSnapshot | null> {
  if (!isImageId(id)) return null;
  return somewhere(account, id, (region) => describeSnapshot(account, region, id));
}

/** The image first, then the snapshots behind it: left alone they would be billed for ever. */
async function deleteSnapshot(account: Account, id: string): Promise<void> {
  const { ec2 } = account;
  const found = await findSnapshot(account, id);
  if (found === null) return;
  const { region, snapshotIds } = found.aws;
  await silently(() =>
    ec2.repeat(region, (client, options) => client.send(new ec2.sdk.DeregisterImageCommand({ ImageId: id }), options)),
  );
  for (const SnapshotId of snapshotIds) {
    await silently(() =>
      ec2.repeat(region, (client, options) => client.send(new ec2.sdk.DeleteSnapshotCommand({ SnapshotId }), options)),
    );
  }
}

async function silently(remove: () => Promise<unknown>): Promise<void> {
  try {
    await remove();
  } catch (thrown) {
    if (!isProviderError(thrown) || thrown.code !== 'NOT_FOUND') throw thrown;
  }
}

async function describeSnapshot(account: Account, region: string, id: string): Promise<AwsSnapshot | null> {
  const { ec2 } = account;
  try {
    const { Images } = await ec2.read(region, (client, options) =>
      client.send(new ec2.sdk.DescribeImagesCommand({ ImageIds: [id] }), options),
    );
    // For a while after its end an image is no error, but an empty list.
    if (Images?.length === 0) return null;
    const [image] = Images ?? [];
    if (image?.ImageId !== id) throw malformedAnswer('another image than the one that was asked for', 'reads');
    return await readSnapshot(account, region, image);
  } catch (thrown) {
    if (isProviderError(thrown) && thrown.code === 'NOT_FOUND') return null;
    throw thrown;
  }
}

/** The disks are asked for while there is progress to tell. */
async function readSnapshot(account: Account, region: string, image: Image): Promise<AwsSnapshot> {
  const known = materializeSnapshot(image, [], region);
  const { snapshotIds } = known.aws;
  if (known.status === 'ready' || snapshotIds.length === 0) return known;
  const { ec2 } = account;
  const { Snapshots = [] } = await ec2.read(region, (client, options) =>
    client.send(new ec2.sdk.DescribeSnapshotsCommand({ SnapshotIds: [...snapshotIds] }), options),
  );
  return materializeSnapshot(image, Snapshots, region);
}

function notFound(message: string): ProviderError {
  return new ProviderError('NOT_FOUND', message, { provider: providerName });
}
