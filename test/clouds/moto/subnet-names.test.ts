import { expect, test } from 'vitest';
import { renameSubnets, subnetNames } from '../../../src/clouds/moto/subnet-names.ts';

const ids = ['subnet-1111', 'subnet-2222', 'subnet-3333', 'subnet-4444'];

test('the subnets of an account go by names that are the same in every account', () => {
  const { toIds, toNames } = renameSubnets(ids);
  expect(toIds(`SubnetId=${subnetNames[1]}&Other=${subnetNames[1]}`)).toBe('SubnetId=subnet-2222&Other=subnet-2222');
  expect(toNames('<subnetId>subnet-3333</subnetId>')).toBe(`<subnetId>${subnetNames[2]}</subnetId>`);
});

test('a name for which the account has no subnet, and one of somebody else, stay as they are', () => {
  const { toIds, toNames } = renameSubnets(['subnet-1111']);
  expect(toIds(`${subnetNames[2]} subnet-ffff`)).toBe(`${subnetNames[2]} subnet-ffff`);
  expect(toNames('subnet-4444')).toBe('subnet-4444');
});
