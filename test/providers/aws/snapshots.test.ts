import { expect, test } from 'vitest';
import { openAws, request } from './open-aws.ts';

test('an image that was deregistered may be an empty list for a while: it is gone all the same', async () => {
  let isDeleted = false;
  const { world, provider } = await openAws({}, (call) =>
    isDeleted && call.get('Action') === 'DescribeImages' ? emptyList : undefined,
  );
  const { id: instanceId } = await provider.spawn(request);
  await world.clock.sleep(30_000);
  const { id } = await provider.createSnapshot(instanceId);
  await provider.deleteSnapshot(id);
  isDeleted = true;
  await expect(provider.getSnapshotStatus(id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await provider.deleteSnapshot(id);
});

const emptyList = {
  status: 200,
  body: '<DescribeImagesResponse><imagesSet/></DescribeImagesResponse>',
  headers: { 'content-type': 'text/xml' },
};
