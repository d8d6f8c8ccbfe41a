import fc from 'fast-check';
import { expect, test } from 'vitest';
import { simulatedOrbstack } from '../../src/clouds/orbstack/testbed.ts';
import { type Contract, defineContract } from '../../src/contracts/contract.ts';
import { plainRequest } from '../../src/contracts/generators/spawn-request.ts';
import type { Step } from '../../src/contracts/step.ts';
import { runContract } from '../../src/engine/run-contract.ts';
import { createWorlds } from '../../src/engine/worlds.ts';
import type { ProviderContext } from '../../src/provider/context.ts';
import type { ProviderModule } from '../../src/provider/registration.ts';
import { unwritten } from '../../src/provider/unwritten.ts';
import { orbstack } from '../../src/providers/orbstack/orbstack.ts';
import { runAssay } from '../cli/run-assay.ts';

const { signal } = new AbortController();

async function judge(contract: Contract, module: ProviderModule = orbstack) {
  const options = { testbed: simulatedOrbstack(), module, settings: {}, runId: 'test', seed: 1, signal };
  const worlds = createWorlds(options);
  const facts = await worlds.within(1, async (world) => world.facts);
  return (await runContract({ worlds, facts, contract, seed: 1, runs: 10, signal, elapsedMs: () => 0 })).outcome;
}

function contractOf(steps: Contract['steps'], reaches: readonly string[], run?: Contract['run']): Contract {
  return defineContract({
    id: 'test.contract',
    intent: 'observe',
    title: 'A contract of this test',
    statement: 'Its steps are played.',
    reaches,
    steps,
    run: run ?? ((trial) => trial.play()),
  });
}

const life: Contract['steps'] = (facts) =>
  fc.constant<readonly Step[]>([
    { op: 'spawn', as: 'i1', request: plainRequest(facts) },
    { op: 'await-running', target: 'i1' },
    { op: 'spawn', as: 'i2', request: {} as never },
    { op: 'overlap', clients: [[{ op: 'get', target: 'i1' }], [{ op: 'list' }]] },
  ]);

test('a pass says how its steps ended and what its instances were seen to be', async () => {
  const { outcome, coverage, weak } = await judge(contractOf(life, []));
  expect([outcome, weak]).toEqual(['pass', undefined]);
  expect(coverage).toEqual({
    acting: 10,
    reached: {
      'await-running resolved': 10,
      'get resolved': 10,
      'list resolved': 10,
      'overlap resolved': 10,
      'spawn resolved': 10,
      'spawn threw INVALID_SPEC': 10,
      'status pending': 10,
      'status pending to running': 10,
      'status running': 10,
    },
  });
});

test('a pass that did not come to what its contract needs is weak', async () => {
  const goals = ['spawn resolved', 'terminate resolved', 'a page that failed'];
  const { outcome, weak } = await judge(contractOf(life, goals));
  expect([outcome, weak]).toEqual(['pass', 'no case came to: terminate resolved, a page that failed']);
});

test('what a contract notes by itself counts', async () => {
  const goal = 'a page that failed';
  const noted = contractOf(life, [goal], async (trial) => trial.reach(goal));
  expect((await judge(noted)).outcome).toBe('skip');
  const playing = contractOf(life, [goal], async (trial) => {
    await trial.play();
    trial.reach(goal);
  });
  expect((await judge(playing)).weak).toBeUndefined();
});

test('a contract that never called the provider has shown nothing, and is no pass', async () => {
  const idle = contractOf(() => fc.constant([{ op: 'wait', ms: 1 }]), []);
  const { outcome, reason } = await judge(idle);
  expect([outcome, reason?.code]).toEqual(['skip', 'testbed-cannot']);
});

test('a contract most of whose cases do nothing is weak', async () => {
  const mostlyIdle: Contract['steps'] = () =>
    fc.nat({ max: 4 }).map((drawn): readonly Step[] => (drawn === 0 ? [{ op: 'list' }] : [{ op: 'wait', ms: 1 }]));
  const { outcome, weak } = await judge(contractOf(mostlyIdle, []));
  expect(outcome).toBe('pass');
  expect(weak).toMatch(/^only [1-4] of 10 cases called the provider$/);
});

test('no contract of the catalogue is weak on the simulated testbed', async () => {
  const { stdout } = await runAssay(['certify', 'orbstack', '--seed', '3', '--no-stored', '--reporter', 'json']);
  const { outcomes } = JSON.parse(stdout).providers[0];
  expect(outcomes.filter(({ weak }: { weak?: string }) => weak !== undefined)).toEqual([]);
  const asked = outcomes.filter(({ outcome }: { outcome: string }) => outcome !== 'skip');
  expect(asked.length).toBeGreaterThan(100);
  for (const { coverage } of asked) expect(coverage.acting).toBeGreaterThan(50);
});

test('what is not written yet is found wherever it is called, also in calls that overlap', async () => {
  const steps: Contract['steps'] = () =>
    fc.constant<readonly Step[]>([
      { op: 'get', target: 'm-unknown' },
      { op: 'overlap', clients: [[{ op: 'list' }], [{ op: 'terminate', target: 'm-unknown' }]] },
    ]);
  const part = (name: string) => async () => {
    throw unwritten('mine', name);
  };
  const module = {
    name: 'mine',
    create: async (context: ProviderContext) => {
      const { provider, hooks } = await orbstack.create(context);
      return { hooks, provider: { ...provider, get: part('get'), terminate: part('terminate') } };
    },
  };
  expect((await judge(contractOf(steps, []), module)).missing).toEqual(['get', 'terminate']);
  expect((await judge(contractOf(steps, []))).missing).toBeUndefined();
});

test('what happens inside another process counts, and so does that it was called and never answered', async () => {
  const steps: Contract['steps'] = (facts) =>
    fc.constant<readonly Step[]>([
      { op: 'process', steps: [{ op: 'spawn', as: 'i1', request: plainRequest(facts) }, { op: 'list' }] },
    ]);
  const { outcome, coverage } = await judge(contractOf(steps, ['spawn resolved', 'status pending']));
  expect(outcome).toBe('pass');
  expect(coverage).toMatchObject({
    acting: 10,
    reached: { 'process resolved': 10, 'spawn resolved': 10, 'list resolved': 10, 'status pending': 10 },
  });
  const dying: Contract['steps'] = () =>
    fc.constant<readonly Step[]>([{ op: 'process', steps: [{ op: 'list' }], death: { call: 1, moment: 'after' } }]);
  expect((await judge(contractOf(dying, []))).coverage).toEqual({ acting: 10, reached: { 'process resolved': 10 } });
});

test('a process that calls nobody has shown nothing', async () => {
  const steps: Contract['steps'] = () =>
    fc.constant<readonly Step[]>([{ op: 'process', steps: [{ op: 'wait', ms: 1 }] }]);
  expect((await judge(contractOf(steps, []))).outcome).toBe('skip');
});

test('what is not written yet is found in another process too', async () => {
  const steps: Contract['steps'] = () =>
    fc.constant<readonly Step[]>([{ op: 'process', steps: [{ op: 'get', target: 'm-unknown' }] }]);
  const module = {
    name: 'mine',
    create: async (context: ProviderContext) => {
      const { provider, hooks } = await orbstack.create(context);
      const get = async () => {
        throw unwritten('mine', 'get');
      };
      return { hooks, provider: { ...provider, get } };
    },
  };
  expect((await judge(contractOf(steps, []), module)).missing).toEqual(['get']);
});
