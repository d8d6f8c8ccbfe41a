import { expect, test } from 'vitest';
import { callsOf, openAws, request } from './open-aws.ts';

test('only the regions that AWS_REGIONS names are looked in', async () => {
  const { provider, calls } = await openAws({}, undefined, { AWS_REGION: 'us-east-1', AWS_REGIONS: 'us-east-1' });
  const { id } = await provider.spawn(request);
  expect(await provider.listRegions()).toEqual(['us-east-1']);
  expect((await provider.list()).map((instance) => instance.id)).toEqual([id]);
  expect(callsOf(calls, 'DescribeInstances')).toHaveLength(1);
  await expect(provider.spawn({ ...request, region: 'eu-central-1' })).rejects.toMatchObject({ code: 'INVALID_SPEC' });
});

test.each(['eu-central-1', ',', 'us-east-1x'])(
  'AWS_REGIONS %j, which lacks AWS_REGION, is refused',
  async (regions) => {
    const opened = openAws({}, undefined, { AWS_REGION: 'us-east-1', AWS_REGIONS: regions });
    await expect(opened).rejects.toMatchObject({
      code: 'INVALID_SPEC',
      message: expect.stringContaining('AWS_REGIONS'),
    });
  },
);

test('an empty AWS_REGIONS says nothing', async () => {
  const { provider } = await openAws({}, undefined, { AWS_REGION: 'us-east-1', AWS_REGIONS: '' });
  expect((await provider.listRegions()).length).toBeGreaterThan(1);
});
