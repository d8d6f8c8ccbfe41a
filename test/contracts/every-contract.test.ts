import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SimulatedHostOptions } from '../../src/clouds/orbstack/simulated-host-options.ts';
import { simulatedOrbstack } from '../../src/clouds/orbstack/testbed.ts';
import { contractCatalogue } from '../../src/contracts/catalogue.ts';
import { type Contract, intents } from '../../src/contracts/contract.ts';
import { reasonToRefuse } from '../../src/contracts/invalid-request.ts';
import type { Step } from '../../src/contracts/step.ts';
import type { Outcome } from '../../src/engine/report.ts';
import { runContract } from '../../src/engine/run-contract.ts';
import { stepSchema } from '../../src/engine/step-schema.ts';
import { createWorlds } from '../../src/engine/worlds.ts';
import { capabilityNames } from '../../src/provider/capability.ts';
import { abilityNames } from '../../src/testbed/ability.ts';
import { enhancedOrbstack } from './enhanced-orbstack.ts';
import { facts, richFacts, tinyFacts, unknownFacts } from './facts.ts';

const stepsMax = 40;
const casesPerLaw = 60;
const rows = contractCatalogue.map((contract) => [contract.id, contract] as const);

test('no two contracts have the same id', () => {
  const ids = contractCatalogue.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test.each(rows)('%s is well formed', (_id, contract) => {
  expect(contract.id).toMatch(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/);
  expect(intents).toContain(contract.intent);
  expect(contract.title).toMatch(/^\S.{2,70}[^.\s]$/);
  expect(contract.statement).toMatch(/^\S.*\.$/s);
  expect(contract.since).toMatch(/^\d+\.\d+\.\d+$/);
  expect(contract.tiers).not.toHaveLength(0);
  for (const capability of contract.requires) expect(capabilityNames).toContain(capability);
  for (const ability of contract.needs) expect(abilityNames).toContain(ability);
});

test.each(rows)('%s makes cases of plain JSON, bounded, that keep the names they bind apart', (_id, contract) => {
  for (const world of [facts, tinyFacts, unknownFacts, richFacts]) {
    for (const steps of casesOf(contract, world)) {
      expect(steps.length).toBeLessThanOrEqual(stepsMax);
      expect(JSON.parse(JSON.stringify(steps))).toEqual(steps);
      for (const step of steps) stepSchema.parse(step);
      const bound = steps.flatMap(namesBound);
      expect(new Set(bound).size).toBe(bound.length);
      const machines = new Set(steps.filter((step) => isValidSpawn(step, world)).map(machineOf));
      expect(machines.size).toBeLessThanOrEqual(aliveMax(contract, world.instancesMax));
    }
  }
});

test.each(rows)('%s makes the same cases from the same seed', (_id, contract) => {
  const draw = () => fc.sample(contract.steps(facts), { numRuns: 20, seed: 7 });
  expect(draw()).toEqual(draw());
});

/** Everything odd that a host may be at once, and still be correct. */
const oddHost: Partial<SimulatedHostOptions> = {
  pageSize: 1,
  shuffle: true,
  tombstoneMs: 3_600_000,
  listLagMs: 2_000,
  getLagMs: 2_000,
  bootMs: 30_000,
  provisioningMs: 20_000,
  deleteMs: 20_000,
  latencyMaxMs: 300,
};

/** OrbStack offers no workflow. */
const judged = rows.filter(([, { workflow }]) => workflow === undefined);
const seeds = [1, 2, 3];
const runs = 20;

test.each(judged)('%s holds for the simulated OrbStack at any seed', async (_id, contract) => {
  for (const seed of seeds) {
    expect(await judge(contract, seed)).toMatchObject({ outcome: 'pass', cases: runs });
  }
});

test.each(judged)('%s holds for a host that is odd but correct', async (_id, contract) => {
  expect(await judge(contract, 4, oddHost)).toMatchObject({ outcome: 'pass', cases: runs });
});

test.each(judged)('%s holds for any part of its cases', async (_id, contract) => {
  const partial: Contract = {
    ...contract,
    boundaries: () => [],
    steps: (world) => contract.steps(world).chain((steps) => fc.subarray([...steps])),
  };
  expect(await judge(partial, 5)).toMatchObject({ outcome: 'pass', cases: runs });
});

async function judge(contract: Contract, seed: number, host: Partial<SimulatedHostOptions> = {}): Promise<Outcome> {
  const { signal } = new AbortController();
  const testbed = simulatedOrbstack(host);
  const worlds = createWorlds({ testbed, module: enhancedOrbstack, settings: {}, runId: 'test', seed, signal });
  const worldFacts = await worlds.within(seed, async (world) => world.facts);
  const elapsedMs = () => 0;
  const { outcome } = await runContract({ worlds, facts: worldFacts, contract, seed, runs, signal, elapsedMs });
  await worlds.close();
  return outcome;
}

function namesBound(step: Step): readonly string[] {
  if (step.op === 'overlap') return step.clients.flat().flatMap(namesBound);
  return 'as' in step && step.as !== undefined ? [step.as] : [];
}

/** Spawns that share a key share a machine. */
function machineOf(step: Step): unknown {
  return (step.op === 'spawn' && step.request.idempotencyKey) || step;
}

function isValidSpawn(step: Step, world: typeof facts): boolean {
  return step.op === 'spawn' && reasonToRefuse(step.request, world) === undefined;
}

function casesOf(contract: Contract, world: typeof facts) {
  const drawn = fc.sample(contract.steps(world), { numRuns: casesPerLaw, seed: 1 });
  return [...(contract.boundaries?.(world) ?? []), ...drawn];
}

/** Spawns that have to fail hold no machine, so only contracts without them are bound by what the world holds. */
function aliveMax(contract: Contract, instancesMax: number): number {
  return contract.needs.includes('faults') ? Number.POSITIVE_INFINITY : instancesMax;
}
