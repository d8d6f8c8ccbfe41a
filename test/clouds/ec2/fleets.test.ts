import { expect, test } from 'vitest';
import type { SimulatedEc2Options } from '../../../src/clouds/ec2/simulated-ec2-options.ts';
import { type Ec2UnderTest, openEc2 } from './ask.ts';

const zones = ['us-east-1a', 'us-east-1b', 'us-east-1c'];

test('a fleet takes what the zones have, and tells under a good status what they have not', async () => {
  const ec2 = await openWithTemplate({ spotPool: 2, drainedZones: ['us-east-1b'] });
  const { status, body } = await ec2.ask('CreateFleet', fleetOf(6));
  expect(status).toBe(200);
  expect(idsIn(body)).toHaveLength(4);
  expect(codesIn(body).toSorted()).toEqual([
    'InsufficientInstanceCapacity',
    'InsufficientInstanceCapacity',
    'UnfulfillableCapacity',
  ]);
});

test('a token gives the answer that it gave before, and refuses another request', async () => {
  const ec2 = await openWithTemplate({ spotPool: 1 });
  const first = await ec2.ask('CreateFleet', { ...fleetOf(5), ClientToken: 'token' });
  expect(idsIn(first.body)).toHaveLength(3);
  const again = await ec2.ask('CreateFleet', { ...fleetOf(5), ClientToken: 'token' });
  expect([idsIn(again.body), codesIn(again.body)]).toEqual([idsIn(first.body), codesIn(first.body)]);
  expect((await ec2.ask('CreateFleet', { ...fleetOf(4), ClientToken: 'token' })).code).toBe(
    'IdempotentParameterMismatch',
  );
});

test.each([
  ['SpotMaxPriceTooLow', {}, { 'LaunchTemplateConfigs.1.Overrides.1.MaxPrice': '0.001' }],
  ['MaxSpotInstanceCountExceeded', { spotInstancesMax: 0 }, {}],
  ['AuthFailure.ServiceLinkedRoleCreationNotPermitted', { hasSpotRole: false }, {}],
  ['VcpuLimitExceeded', { vcpusMax: 1 }, {}],
])('%s is told among the errors of a fleet', async (code, options, parameters) => {
  const ec2 = await openWithTemplate(options);
  const { status, body } = await ec2.ask('CreateFleet', { ...fleetOf(1, zones.slice(0, 1)), ...parameters });
  expect([status, codesIn(body), idsIn(body)]).toEqual([200, [code], []]);
});

test('a template that no read shows is unknown to a fleet, and so is one without a version', async () => {
  const ec2 = await openWithTemplate({ idLagMs: 5_000 });
  expect((await ec2.ask('CreateFleet', fleetOf(1))).code).toBe('InvalidLaunchTemplateName.NotFoundException');
  await ec2.clock.sleep(5_000);
  const { 'LaunchTemplateConfigs.1.LaunchTemplateSpecification.Version': _, ...unversioned } = fleetOf(1);
  expect((await ec2.ask('CreateFleet', unversioned)).code).toBe('MissingParameter');
  expect((await ec2.ask('CreateFleet', fleetOf(1))).status).toBe(200);
});

test('a fleet on demand asks no spot market, and a mixed one fills both', async () => {
  const ec2 = await openWithTemplate({ spotPool: 0 });
  const onDemand = { 'TargetCapacitySpecification.DefaultTargetCapacityType': 'on-demand' };
  expect(idsIn((await ec2.ask('CreateFleet', { ...fleetOf(3), ...onDemand })).body)).toHaveLength(3);
  const mixed = { 'TargetCapacitySpecification.OnDemandTargetCapacity': '1' };
  const { body } = await ec2.ask('CreateFleet', { ...fleetOf(3), ...mixed });
  expect(idsIn(body)).toHaveLength(1);
  expect(body).toContain('<lifecycle>on-demand</lifecycle>');
});

test('machines of a fleet carry its tags and those of EC2, and lead back to it', async () => {
  const ec2 = await openWithTemplate();
  const tag = { 'TagSpecification.1.Tag.1.Key': 'owner', 'TagSpecification.1.Tag.1.Value': 'me' };
  const { body } = await ec2.ask('CreateFleet', {
    ...fleetOf(1),
    'TagSpecification.1.ResourceType': 'instance',
    ...tag,
  });
  const [entry] = (await ec2.ledger.entries()).filter(({ kind }) => kind === 'instance');
  const fleetId = /<fleetId>(.*?)<\/fleetId>/.exec(body)?.[1] ?? '';
  expect(entry?.tags).toMatchObject({ owner: 'me', 'aws:ec2:fleet-id': fleetId });
  expect(idsIn((await ec2.ask('DescribeFleets', { 'FleetId.1': fleetId })).body)).toEqual([entry?.id]);
  expect(idsIn((await ec2.ask('DescribeFleets')).body)).toEqual([]);
});

test('RunInstances finds the spot market as empty as a fleet does', async () => {
  const ec2 = await openWithTemplate({ spotPool: 1 });
  const spot = { 'Placement.AvailabilityZone': 'us-east-1a', 'InstanceMarketOptions.MarketType': 'spot' };
  expect(await ec2.run(spot)).toMatch(/^i-/);
  expect(await ec2.run(spot)).toBe('InsufficientInstanceCapacity');
  expect(idsIn((await ec2.ask('CreateFleet', fleetOf(1, zones.slice(0, 1)))).body)).toEqual([]);
});

async function openWithTemplate(options: Partial<SimulatedEc2Options> = {}): Promise<Ec2UnderTest> {
  const ec2 = openEc2({ spotPool: 1_000, ...options });
  const image = [...ec2.store.images.values()].find(({ region }) => region === 'us-east-1');
  const data = { 'LaunchTemplateData.ImageId': image?.id ?? '', 'LaunchTemplateData.InstanceType': 't3.micro' };
  await ec2.ask('CreateLaunchTemplate', { LaunchTemplateName: 'one', ...data });
  return ec2;
}

function fleetOf(count: number, places = zones): Record<string, string> {
  const overrides = places.map((zone, index) => [
    `LaunchTemplateConfigs.1.Overrides.${index + 1}.AvailabilityZone`,
    zone,
  ]);
  return {
    Type: 'instant',
    'TargetCapacitySpecification.TotalTargetCapacity': String(count),
    'TargetCapacitySpecification.DefaultTargetCapacityType': 'spot',
    'SpotOptions.AllocationStrategy': 'price-capacity-optimized',
    'LaunchTemplateConfigs.1.LaunchTemplateSpecification.LaunchTemplateName': 'one',
    'LaunchTemplateConfigs.1.LaunchTemplateSpecification.Version': '1',
    ...Object.fromEntries(overrides),
  };
}

function idsIn(body: string): readonly string[] {
  return [...body.matchAll(/<item>(i-.*?)<\/item>/g)].map(([, id = '']) => id);
}

function codesIn(body: string): readonly string[] {
  return [...body.matchAll(/<errorCode>(.*?)<\/errorCode>/g)].map(([, code = '']) => code);
}
