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
  expect((await tag(id, 'eu-central-1')).code).toBe('InvalidInstanceID.NotFound');
  expect((await tag('vol-00000000000000000')).code).toBe('InvalidVolume.NotFound');
  expect((await ask('CreateTags', { 'ResourceId.1': id, 'Tag.1.Key': 'aws:k', 'Tag.1.Value': 'v' })).code).toBe(
    'InvalidParameterValue',
  );
});

test('a tag is taken off by its key, or only where it has a value; every tag is told by itself', async () => {
  const { ask, run } = openEc2();
  const id = await run();
  const on = { 'ResourceId.1': id };
  await ask('CreateTags', { ...on, 'Tag.1.Key': 'a', 'Tag.1.Value': 'x', 'Tag.2.Key': 'b', 'Tag.2.Value': 'y' });
  await ask('DeleteTags', { ...on, 'Tag.1.Key': 'a', 'Tag.1.Value': 'other', 'Tag.2.Key': 'b' });
  const { body } = await ask('DescribeTags', { 'Filter.1.Name': 'resource-type', 'Filter.1.Value.1': 'instance' });
  expect([...body.matchAll(/<key>(.*?)<\/key><value>(.*?)</g)].map(([, key, value]) => [key, value])).toEqual([
    ['a', 'x'],
  ]);
  await ask('DeleteTags', on);
  expect((await ask('DescribeTags')).body).toContain('<tagSet/>');
});
