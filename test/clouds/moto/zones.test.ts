import { expect, test } from 'vitest';
import { subnetNames } from '../../../src/clouds/moto/subnet-names.ts';
import { createZoneRooms } from '../../../src/clouds/moto/zones.ts';

const inZone = (zone: string) => `Action=RunInstances&Placement.AvailabilityZone=${zone}`;

test('a launch in a zone without room is refused until there is some, by its zone and by its subnet', async () => {
  const zones = createZoneRooms('us-east-1');
  await zones.drain('us-east-1b');
  const code = 'InsufficientInstanceCapacity';
  expect(zones.refusalOf(inZone('us-east-1b'))).toMatchObject({ code, status: 500 });
  expect(zones.refusalOf(`Action=RunInstances&SubnetId=${subnetNames[1]}`)).toMatchObject({ code });
  expect(zones.refusalOf(inZone('us-east-1a'))).toBeUndefined();
  expect(zones.refusalOf(`Action=RunInstances&SubnetId=${subnetNames[0]}`)).toBeUndefined();
  expect(zones.refusalOf('Action=CreateVolume&AvailabilityZone=us-east-1b')).toBeUndefined();
  await zones.refill('us-east-1b');
  expect(zones.refusalOf(inZone('us-east-1b'))).toBeUndefined();
});
