import { expect, test } from 'vitest';
import { openEc2 } from './ask.ts';

test('of two who write one tag the last one wins, and a filter finds it', async () => {
  const { ask } = openEc2();
  const made = await ask('CreateVolume', { AvailabilityZone: 'us-east-1a', Size: '1' });
  const id = /<volumeId>(.*?)<\/volumeId>/.exec(made.body)?.[1] ?? '';
  for (const value of ['first', 'second']) {
    await ask('CreateTags', { 'ResourceId.1': id, 'Tag.1.Key': 'owner', 'Tag.1.Value': value });
  }
  const owned = (owner: string) => ask('DescribeVolumes', { 'Filter.1.Name': 'tag:owner', 'Filter.1.Value.1': owner });
  expect((await owned('second')).body).toContain(id);
  expect((await owned('first')).body).not.toContain(id);
});

test('a thing that is not there, or in another region, cannot be tagged', async () => {
  const { ask, run } = openEc2();
  const id = await run();
  const tag = (id: string, region?: string) =>
    ask('CreateTags', { 'ResourceId.1': id, 'Tag.1.Key': 'k', 'Tag.1.Value': 'v' }, region);
  expect((await tag(id)).status).toBe(200);
  expect((await tag(id, 'eu-central-1')).code).toBe('InvalidID');
  expect((await tag('vol-00000000000000000')).code).toBe('InvalidID');
  expect((await ask('CreateTags', { 'ResourceId.1': id, 'Tag.1.Key': 'aws:k', 'Tag.1.Value': 'v' })).code).toBe(
    'InvalidParameterValue',
  );
});
