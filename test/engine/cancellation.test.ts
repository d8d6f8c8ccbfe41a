import { expect, test } from 'vitest';
import { simulatedOrbstack } from '../../src/clouds/orbstack/testbed.ts';
import { contractCatalogue } from '../../src/contracts/catalogue.ts';
import { runContract } from '../../src/engine/run-contract.ts';
import { createWorlds, type Resources } from '../../src/engine/worlds.ts';
import type { Clock } from '../../src/provider/context.ts';
import type { ProviderModule, Registration } from '../../src/provider/registration.ts';
import { createOrbstack, orbstack } from '../../src/providers/orbstack/orbstack.ts';
import type { Testbed } from '../../src/testbed/testbed.ts';

const contracts = [
  'launch.visible',
  'terminate.only-target',
  'observe.failed-get-is-an-error',
  'snapshots.carries-disk',
  'volumes.in-use-stays',
  'warm-volumes.exclusive',
  'hibernation.terminate-asleep',
  'spot.fulfils-a-good-bid',
  'idempotency.at-the-same-time',
  'lifecycle.follows-model',
  'lifecycle.overlapping-calls',
];

/** Calls back at every point at which the run waits for something: a call of the provider, or the clock. */
type AtEveryWait = () => void;

/** A world that all cases share, as on a real testbed: nothing goes that nobody takes down. */
function sharedTestbed(atEveryWait: AtEveryWait): Testbed {
  const simulated = simulatedOrbstack({ machinesMax: 1_000, wipeMs: 0 });
  return {
    ...simulated,
    isolation: 'run',
    open: async (options) => {
      const world = await simulated.open(options);
      const { clock } = world;
      const watched: Clock = {
        ...clock,
        sleep: (ms, signal) => {
          atEveryWait();
          return clock.sleep(ms, signal);
        },
      };
      // What was terminated gets the time to go, and nothing more.
      return { ...world, clock: watched, close: () => clock.sleep(world.facts.tolerances.terminateTimeoutMs) };
    },
  };
}

function watchedProvider(atEveryWait: AtEveryWait): ProviderModule {
  return {
    ...orbstack,
    create: (context) => {
      const registration = createOrbstack(context);
      const members = Object.entries(registration.provider).map(([name, member]) => [
        name,
        typeof member !== 'function'
          ? member
          : (...given: unknown[]) => {
              atEveryWait();
              return (member as (...given: unknown[]) => unknown)(...given);
            },
      ]);
      return { ...registration, provider: Object.fromEntries(members) } as Registration;
    },
  };
}

/** Runs a contract that is cancelled at the nth wait; gives what is left, and whether it came that far. */
async function cancelAt(id: string, nth: number): Promise<{ readonly resources: Resources; readonly outcome: string }> {
  const controller = new AbortController();
  let waits = 0;
  const atEveryWait = () => {
    waits += 1;
    if (waits === nth) controller.abort(new Error('cancelled'));
  };
  const { signal } = controller;
  const contract = contractCatalogue.find((one) => one.id === id);
  if (!contract) throw new Error(`there is no contract ${id}`);
  const worlds = createWorlds({
    testbed: sharedTestbed(atEveryWait),
    module: watchedProvider(atEveryWait),
    settings: {},
    runId: 'test',
    seed: 1,
    signal,
  });
  const facts = await worlds.within(1, async (world) => world.facts);
  const { outcome } = await runContract({ worlds, facts, contract, seed: 1, runs: 4, signal, elapsedMs: () => 0 });
  const resources = await worlds.close();
  return { resources, outcome: outcome.outcome };
}

const waitsMax = 120;

test.each(contracts)('%s, cancelled at any wait, leaves nothing behind and accuses nobody', async (id) => {
  for (let nth = 1; nth <= waitsMax; nth += 1) {
    const { resources, outcome } = await cancelAt(id, nth);
    expect([nth, resources.leaked]).toEqual([nth, 0]);
    expect(['pass', 'not-run']).toContain(outcome);
    if (outcome === 'pass') return;
  }
});
