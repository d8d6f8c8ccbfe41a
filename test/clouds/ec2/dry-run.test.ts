import { expect, test } from 'vitest';
import { openEc2 } from './ask.ts';

const dry = { DryRun: 'true' };

test('a dry run changes nothing and says so, on every call', async () => {
  const { run, ask, clock } = openEc2({ volumeMs: 0 });
  const instance = await run();
  await clock.sleep(60_000);
  const created = await ask('CreateVolume', { AvailabilityZone: 'us-east-1a', Size: '1' });
  const VolumeId = /<volumeId>(.*?)</.exec(created.body)?.[1] ?? '';
  const calls: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['DescribeInstances', {}],
    ['StopInstances', { 'InstanceId.1': instance }],
    ['StartInstances', { 'InstanceId.1': instance }],
    ['TerminateInstances', { 'InstanceId.1': instance }],
    ['CreateImage', { InstanceId: instance, Name: 'an image' }],
    ['AttachVolume', { VolumeId, InstanceId: instance, Device: '/dev/sdf' }],
    ['DeleteVolume', { VolumeId }],
    ['CreateVolume', { AvailabilityZone: 'us-east-1a', Size: '1' }],
  ];
  for (const [action, parameters] of calls) {
    expect(await ask(action, { ...parameters, ...dry }), action).toMatchObject({
      status: 412,
      code: 'DryRunOperation',
    });
  }
  expect((await ask('DescribeInstances')).body).toContain('<name>running</name>');
  expect((await ask('DescribeVolumes')).body).toContain(`<volumeId>${VolumeId}</volumeId>`);
  expect((await ask('DescribeImages', { 'Owner.1': 'self' })).body).toContain('<imagesSet/>');
});

test('a dry run tells what is wrong before it tells that it was one', async () => {
  const { ask } = openEc2();
  const unknown = { 'InstanceId.1': 'i-00000000000000000', ...dry };
  expect((await ask('TerminateInstances', unknown)).code).toBe('InvalidInstanceID.NotFound');
});
