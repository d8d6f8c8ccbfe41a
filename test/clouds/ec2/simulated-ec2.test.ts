import { expect, test } from 'vitest';
import { openEc2 } from './ask.ts';

test('a new instance is not found by its id until the lag is over, also not to terminate it', async () => {
  const { run, ask, clock } = openEc2({ idLagMs: 3_000 });
  const id = { 'InstanceId.1': await run() };
  for (const action of ['DescribeInstances', 'TerminateInstances']) {
    expect((await ask(action, id)).code).toBe('InvalidInstanceID.NotFound');
  }
  await clock.sleep(3_000);
  expect((await ask('DescribeInstances', id)).status).toBe(200);
});

test('one bad id, and none of the others is terminated', async () => {
  const { run, ask, ledger, clock } = openEc2();
  const ids = { 'InstanceId.1': await run(), 'InstanceId.2': 'i-00000000' };
  expect((await ask('TerminateInstances', ids)).code).toBe('InvalidInstanceID.NotFound');
  await clock.sleep(60_000);
  expect((await ledger.entries()).map(({ gone }) => gone)).toEqual([false]);
});

test('pages hold what the first one fixed, and ids go with no page size', async () => {
  const { run, ask } = openEc2({ pageSize: 2 });
  const ids = [await run(), await run(), await run()];
  const seen: string[] = [];
  let next: string | undefined;
  do {
    const { body } = await ask('DescribeInstances', { MaxResults: '5', ...(next && { NextToken: next }) });
    seen.push(...[...body.matchAll(/<instanceId>(.*?)</g)].map(([, id = '']) => id));
    next = /<nextToken>(.+?)</.exec(body)?.[1];
    if (seen.length === 2) await run();
  } while (next);
  expect(seen).toEqual(ids);
  const both = { MaxResults: '5', 'InstanceId.1': ids[0] ?? '' };
  expect((await ask('DescribeInstances', both)).code).toBe('InvalidParameterCombination');
  expect((await ask('DescribeInstances', { MaxResults: '4' })).code).toBe('InvalidParameterValue');
});

test('tags are filtered by, wildcards too, and a filter that does not exist is refused', async () => {
  const { run, ask } = openEc2();
  const tagged = {
    'TagSpecification.1.ResourceType': 'instance',
    'TagSpecification.1.Tag.1.Key': 'a<b',
    'TagSpecification.1.Tag.1.Value': 'x&y',
  };
  const id = await run(tagged);
  await run();
  const found = await ask('DescribeInstances', { 'Filter.1.Name': 'tag:a<b', 'Filter.1.Value.1': 'x*' });
  expect([...found.body.matchAll(/<instanceId>(.*?)</g)].map(([, each]) => each)).toEqual([id]);
  expect(found.body).toContain('<key>a&lt;b</key><value>x&amp;y</value>');
  expect((await ask('DescribeInstances', { 'Filter.1.Name': 'colour', 'Filter.1.Value.1': 'x' })).code).toBe(
    'InvalidParameterValue',
  );
});

test('hibernation is for who was launched with it, on an encrypted disk that takes in the memory', async () => {
  const { run, ask, clock } = openEc2();
  const disk = (size: string, encrypted: string) => ({
    'HibernationOptions.Configured': 'true',
    'BlockDeviceMapping.1.Ebs.VolumeSize': size,
    'BlockDeviceMapping.1.Ebs.Encrypted': encrypted,
  });
  expect(await run(disk('20', 'false'))).toBe('UnsupportedHibernationConfiguration');
  expect(await run({ ...disk('8', 'true'), InstanceType: 'r7i.large' })).toBe('UnsupportedHibernationConfiguration');
  expect(await run({ ...disk('99', 'true'), InstanceType: 'g6.xlarge' })).toBe('UnsupportedHibernationConfiguration');
  const [able, unable] = [await run(disk('20', 'true')), await run()];
  await clock.sleep(60_000);
  const stop = (id: string) => ask('StopInstances', { 'InstanceId.1': id, Hibernate: 'true' });
  expect((await stop(unable)).code).toBe('UnsupportedHibernationConfiguration');
  expect((await stop(able)).body).toContain('<name>stopping</name>');
});

test('a volume goes to no instance of another zone, and to one only', async () => {
  const { run, ask, clock } = openEc2();
  const { body } = await ask('CreateVolume', { AvailabilityZone: 'us-east-1a', Size: '1' });
  const VolumeId = /<volumeId>(.*?)</.exec(body)?.[1] ?? '';
  const [near, far] = [
    await run({ 'Placement.AvailabilityZone': 'us-east-1a' }),
    await run({ 'Placement.AvailabilityZone': 'us-east-1b' }),
  ];
  const attach = (InstanceId: string) => ask('AttachVolume', { VolumeId, InstanceId, Device: '/dev/sdf' });
  expect((await attach(near)).code).toBe('IncorrectState');
  await clock.sleep(60_000);
  expect((await attach(far)).code).toBe('InvalidVolume.ZoneMismatch');
  expect((await attach(near)).status).toBe(200);
  expect((await attach(near)).code).toBe('VolumeInUse');
  expect((await ask('DeleteVolume', { VolumeId })).code).toBe('VolumeInUse');
});

test('who launches too often is turned away, and may come again', async () => {
  const { run, clock } = openEc2({ hasTokenBuckets: true });
  const came: string[] = [];
  for (let n = 0; n < 7; n += 1) came.push(await run());
  expect(came.filter((each) => each === 'RequestLimitExceeded').length).toBe(2);
  await clock.sleep(1_000);
  expect(await run()).toMatch(/^i-/);
});

test('who signs with another key is nobody, and a host that is no region is not there', async () => {
  const service = openEc2();
  const request = { method: 'POST', path: '/', query: '', headers: {}, body: 'Action=DescribeRegions' };
  expect((await service.handle({ ...request, host: 'ec2.us-east-1.amazonaws.com' })).status).toBe(401);
  await expect(service.handle({ ...request, host: 'ec2.mars-1.amazonaws.com' })).rejects.toThrow('ENOTFOUND');
});
