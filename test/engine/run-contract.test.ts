import { expect, test } from 'vitest';
import { simulatedOrbstack } from '../../src/clouds/orbstack/testbed.ts';
import { contractCatalogue } from '../../src/contracts/catalogue.ts';
import { runContract } from '../../src/engine/run-contract.ts';
import { createWorlds } from '../../src/engine/worlds.ts';
import type { AnyProvider } from '../../src/provider/provider.ts';
import type { ProviderModule } from '../../src/provider/registration.ts';
import { createOrbstack, orbstack } from '../../src/providers/orbstack/orbstack.ts';

type Members = (provider: AnyProvider) => Partial<AnyProvider>;

function broken(members: Members): ProviderModule {
  return {
    ...orbstack,
    create: (context) => {
      const registration = createOrbstack(context);
      return { ...registration, provider: { ...registration.provider, ...members(registration.provider) } };
    },
  };
}

async function judge(id: string, module: ProviderModule, signal = new AbortController().signal) {
  const contract = contractCatalogue.find((one) => one.id === id);
  if (!contract) throw new Error(`there is no contract ${id}`);
  const worlds = createWorlds({ testbed: simulatedOrbstack(), module, settings: {}, runId: 'test', seed: 1, signal });
  const facts = await worlds.within(1, async (world) => world.facts);
  const { outcome } = await runContract({ worlds, facts, contract, seed: 1, runs: 30, signal, elapsedMs: () => 0 });
  return outcome;
}

test.each([1, 2, 7, 20])('an interrupt at call %i is no failure of the provider', async (call) => {
  const controller = new AbortController();
  let calls = 0;
  const cutShort = broken((provider) => ({
    get: async (id) => {
      calls += 1;
      if (calls < call) return provider.get(id);
      controller.abort(new Error('interrupted'));
      throw controller.signal.reason;
    },
  }));
  const outcome = await judge('observe.stable-fields', cutShort, controller.signal);
  expect(outcome).toMatchObject({ outcome: 'not-run', reason: { code: 'interrupted' } });
  expect(outcome.counterexample).toBeUndefined();
});

test('an interrupt while a failure is shrunk keeps the failure', async () => {
  const controller = new AbortController();
  let terminates = 0;
  const outcome = await judge(
    'terminate.only-target',
    broken(() => ({
      terminate: async () => {
        terminates += 1;
        if (terminates === 8) controller.abort(new Error('interrupted'));
        throw new Error('broken');
      },
    })),
    controller.signal,
  );
  expect(outcome).toMatchObject({ outcome: 'fail', counterexample: { expected: 'terminate resolves' } });
});

test('a failure that comes and goes is flaky, never a pass and never a fail', async () => {
  let spawns = 0;
  const outcome = await judge(
    'launch.required-fields',
    broken((provider) => ({
      spawn: async (request) => {
        spawns += 1;
        const { id, ...rest } = await provider.spawn(request);
        return spawns === 5 ? ({ ...rest } as never) : { id, ...rest };
      },
    })),
  );
  expect(outcome).toMatchObject({ outcome: 'flaky', reason: { code: 'unstable' } });
});
