import { expect, test } from 'vitest';
import type { SimulatedEc2Options } from '../../../src/clouds/ec2/simulated-ec2-options.ts';
import { contractCatalogue } from '../../../src/contracts/catalogue.ts';
import { judgeOnEc2, oddEc2, withPartsOfCases } from '../judge-on-ec2.ts';

const rows = contractCatalogue
  .filter(({ workflow }) => workflow === 'spot-fleet')
  .map((contract) => [contract.id, contract] as const);
const runs = 12;

test.each(rows)('%s holds for an EC2 that is late, slow, strict and short of pages', async (_id, contract) => {
  expect(await judgeOnEc2(contract, { seed: 1, runs }, oddEc2)).toMatchObject({ outcome: 'pass', cases: runs });
});

test.each(rows)('%s holds for any part of its cases', async (_id, contract) => {
  const outcome = await judgeOnEc2(withPartsOfCases(contract), { seed: 2, runs });
  expect(outcome.counterexample).toBeUndefined();
});

const markets: readonly (readonly [string, Partial<SimulatedEc2Options>])[] = [
  ['a spot market that is empty', { spotPool: 0 }],
  ['an account without the role for spot machines', { hasSpotRole: false }],
  ['an account that may have three spot machines', { spotInstancesMax: 3 }],
  ['an account that may have eight processors', { vcpusMax: 8 }],
];
const told = rows.filter(([id]) => /tells-what-lacks|falls-back-as-asked|all-or-nothing/.test(id));
const inMarkets = markets.flatMap(([market, options]) =>
  told.map(([id, contract]) => [id, market, contract, options] as const),
);

test.each(inMarkets)('%s holds for %s', async (_id, _market, contract, options) => {
  const outcome = await judgeOnEc2(contract, { seed: 3, runs: 6 }, options);
  expect(outcome.counterexample).toBeUndefined();
});
