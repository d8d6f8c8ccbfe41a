import { expect, test } from 'vitest';
import { openEc2 } from './ask.ts';

const zoneOf = (zone: string) => ({ 'Placement.AvailabilityZone': zone });

test('a protected instance saves those of its zone, and no others', async () => {
  const { run, ask, ledger, clock } = openEc2();
  const [saved, beside, elsewhere] = [
    await run({ ...zoneOf('us-east-1a'), DisableApiTermination: 'true' }),
    await run(zoneOf('us-east-1a')),
    await run(zoneOf('us-east-1b')),
  ];
  const all = { 'InstanceId.1': saved, 'InstanceId.2': beside, 'InstanceId.3': elsewhere };
  expect((await ask('TerminateInstances', all)).code).toBe('OperationNotPermitted');
  await clock.sleep(60_000);
  const gone = (await ledger.entries()).filter((entry) => entry.gone).map(({ id }) => id);
  expect(gone).toEqual([elsewhere]);
});

test('protection is put on and taken off, and a spot instance has none', async () => {
  const { run, ask } = openEc2();
  const InstanceId = await run();
  const protect = (value: string, id = InstanceId) =>
    ask('ModifyInstanceAttribute', { InstanceId: id, 'DisableApiTermination.Value': value });
  await protect('true');
  const shown = await ask('DescribeInstanceAttribute', { InstanceId, Attribute: 'disableApiTermination' });
  expect(shown.body).toContain('<disableApiTermination><value>true</value></disableApiTermination>');
  expect((await ask('TerminateInstances', { 'InstanceId.1': InstanceId })).code).toBe('OperationNotPermitted');
  await protect('false');
  expect((await ask('TerminateInstances', { 'InstanceId.1': InstanceId })).status).toBe(200);
  const spot = await run({ 'InstanceMarketOptions.MarketType': 'spot' });
  expect((await protect('true', spot)).code).toBe('UnsupportedOperation');
});

test('a type of machine is told with its GPUs, one that there is not is refused', async () => {
  const { ask } = openEc2();
  const { body } = await ask('DescribeInstanceTypes', { 'InstanceType.1': 'g4dn.12xlarge' });
  expect(body).toContain('<defaultVCpus>48</defaultVCpus>');
  expect(body).toContain('<name>T4</name><manufacturer>NVIDIA</manufacturer><count>4</count>');
  expect((await ask('DescribeInstanceTypes', { 'InstanceType.1': 'x99.huge' })).code).toBe('InvalidInstanceType');
});
