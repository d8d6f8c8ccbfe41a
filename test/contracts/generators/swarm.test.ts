import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyKindDraw, anySwarm, anySwarmOfGroups } from '../../../src/contracts/generators/swarm.ts';

const kinds = ['spawn', 'terminate', 'get', 'list', 'wait'];
const draws = Array.from({ length: kinds.length * 12 }, (_, draw) => draw);

function kindsOf(numRuns: number, seed: number): readonly (readonly string[])[] {
  const swarms = fc.sample(anySwarm(kinds), { numRuns, seed });
  return swarms.map(({ pick }) => [...new Set(draws.map(pick))]);
}

test('no case is left without any kind, and every kind is known', () => {
  for (const left of kindsOf(2_000, 1)) {
    expect(left.length).toBeGreaterThan(0);
    expect(kinds).toEqual(expect.arrayContaining([...left]));
  }
});

test('about half of the cases have every kind, and every kind is missing in some', () => {
  const all = kindsOf(2_000, 2);
  const whole = all.filter((left) => left.length === kinds.length).length;
  expect(whole).toBeGreaterThan(900);
  expect(whole).toBeLessThan(1_200);
  for (const kind of kinds) expect(all.some((left) => !left.includes(kind))).toBe(true);
});

test('one seed gives the same swarms', () => {
  expect(kindsOf(50, 3)).toEqual(kindsOf(50, 3));
});

test('a single kind is always there', () => {
  for (const { pick } of fc.sample(anySwarm(['only']), { numRuns: 50, seed: 1 })) expect(pick(7)).toBe('only');
});

test('draws give every kind about as often', () => {
  const [swarm] = fc.sample(
    anySwarm(kinds).filter(({ pick }) => new Set(draws.map(pick)).size === kinds.length),
    1,
  );
  const picked = fc.sample(anyKindDraw(), { numRuns: 10_000, seed: 1 }).map((draw) => swarm?.pick(draw));
  for (const kind of kinds) {
    const share = picked.filter((each) => each === kind).length / picked.length;
    expect(share).toBeGreaterThan(0.15);
    expect(share).toBeLessThan(0.25);
  }
});

test('groups come and go whole, and what is always there stays', () => {
  const groups = [
    ['hibernate', 'resume'],
    ['create', 'delete'],
  ];
  for (const { pick } of fc.sample(anySwarmOfGroups(['spawn'], groups), { numRuns: 500, seed: 1 })) {
    const left = new Set(draws.map(pick));
    expect(left.has('spawn')).toBe(true);
    for (const [one = '', other = ''] of groups) expect(left.has(one)).toBe(left.has(other));
    expect(left.size).toBeGreaterThan(1);
  }
  for (const { pick } of fc.sample(anySwarmOfGroups(['spawn'], []), 3)) expect(pick(5)).toBe('spawn');
});
