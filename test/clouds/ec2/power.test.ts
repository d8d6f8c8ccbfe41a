import { expect, test } from 'vitest';
import { openEc2 } from './ask.ts';

test('several instances are stopped by one call, or none of them', async () => {
  const { run, ask, clock } = openEc2();
  const [first, second, spot] = [await run(), await run(), await run({ 'InstanceMarketOptions.MarketType': 'spot' })];
  await clock.sleep(60_000);
  const both = { 'InstanceId.1': first, 'InstanceId.2': second };
  expect((await ask('StopInstances', { ...both, 'InstanceId.3': spot })).code).toBe('UnsupportedOperation');
  expect((await ask('DescribeInstances', both)).body).not.toContain('stopp');
  expect((await ask('StopInstances', both)).body.match(/<name>stopping<\/name>/g)).toHaveLength(2);
});

test('what ended an instance is told in the words of EC2', async () => {
  const { run, ask } = openEc2();
  const id = { 'InstanceId.1': await run() };
  await ask('TerminateInstances', id);
  const { body } = await ask('DescribeInstances', id);
  expect(body).toContain('<reason>User initiated (2030-01-01 00:00:00 GMT)</reason>');
  expect(body).toContain('<message>Client.UserInitiatedShutdown: User initiated shutdown</message>');
});

test('a stopped instance has no public address, a terminated one no network at all', async () => {
  const { run, ask, clock } = openEc2();
  const id = { 'InstanceId.1': await run() };
  const shows = async () => {
    const { body } = await ask('DescribeInstances', id);
    return [/<ipAddress>/, /<subnetId>/].map((field) => field.test(body));
  };
  await clock.sleep(60_000);
  expect(await shows()).toEqual([true, true]);
  await ask('StopInstances', id);
  await clock.sleep(60_000);
  expect(await shows()).toEqual([false, true]);
  await ask('TerminateInstances', id);
  await clock.sleep(60_000);
  expect(await shows()).toEqual([false, false]);
});
