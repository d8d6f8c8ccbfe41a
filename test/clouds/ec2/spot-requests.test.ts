import { expect, test } from 'vitest';
import { openEc2 } from './ask.ts';

function open() {
  const ec2 = openEc2({ spotRequestMs: 2_000, pendingMs: 1_000, shuttingDownMs: 0, drainedZones: ['us-east-1c'] });
  const image = [...ec2.store.images.values()].find(({ region }) => region === 'us-east-1')?.id ?? '';
  const request = async (parameters: Record<string, string> = {}) => {
    const launch = { 'LaunchSpecification.ImageId': image, 'LaunchSpecification.InstanceType': 't3.micro' };
    const { code, body } = await ec2.ask('RequestSpotInstances', { ...launch, ...parameters });
    return code ?? /<spotInstanceRequestId>(.*?)</.exec(body)?.[1] ?? '';
  };
  const stateOf = async (id: string) => {
    const { body } = await ec2.ask('DescribeSpotInstanceRequests', { 'SpotInstanceRequestId.1': id });
    return [/<state>(.*?)</.exec(body)?.[1], /<code>(.*?)</.exec(body)?.[1]];
  };
  const instanceOf = async (id: string) => {
    const { body } = await ec2.ask('DescribeSpotInstanceRequests', { 'SpotInstanceRequestId.1': id });
    return /<instanceId>(.*?)</.exec(body)?.[1] ?? '';
  };
  return { ...ec2, request, stateOf, instanceOf };
}

test('a request is open, then has its instance, and is closed with it', async () => {
  const { request, stateOf, instanceOf, ask, clock } = open();
  const id = await request();
  expect(await stateOf(id)).toEqual(['open', 'pending-fulfillment']);
  expect((await ask('DescribeInstances')).body).toContain('<reservationSet/>');
  await clock.sleep(2_000);
  expect(await stateOf(id)).toEqual(['active', 'fulfilled']);
  await ask('TerminateInstances', { 'InstanceId.1': await instanceOf(id) });
  expect(await stateOf(id)).toEqual(['closed', 'instance-terminated-by-user']);
});

test('a bid that is too low and a zone without room stay open', async () => {
  const { request, stateOf, clock } = open();
  const [low, full] = [
    await request({ SpotPrice: '0.001' }),
    await request({ 'LaunchSpecification.Placement.AvailabilityZone': 'us-east-1c' }),
  ];
  await clock.sleep(3_600_000);
  expect(await stateOf(low)).toEqual(['open', 'price-too-low']);
  expect(await stateOf(full)).toEqual(['open', 'capacity-not-available']);
});

test('a request that is cancelled in time brings nothing, one that is not leaves its instance', async () => {
  const { request, stateOf, ask, clock } = open();
  const cancel = (id: string) => ask('CancelSpotInstanceRequests', { 'SpotInstanceRequestId.1': id });
  const early = await request();
  await cancel(early);
  await clock.sleep(2_000);
  expect(await stateOf(early)).toEqual(['cancelled', 'canceled-before-fulfillment']);
  expect((await ask('DescribeInstances')).body).toContain('<reservationSet/>');
  const late = await request();
  await clock.sleep(2_000);
  await cancel(late);
  expect(await stateOf(late)).toEqual(['cancelled', 'request-canceled-and-instance-running']);
  expect((await ask('DescribeInstances')).body).toContain('<instanceLifecycle>spot</instanceLifecycle>');
});
