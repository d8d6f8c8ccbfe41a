import fc from 'fast-check';
import { spotFleetName } from '../../provider/workflows/spot-fleet.ts';
import type { Death } from '../../testbed/processes.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { mustFleet, mustLeaveNoMachine, watchLeftovers } from '../fleet-checks.ts';
import { anyDeath, everyDeath } from '../generators/death.ts';
import {
  anyFleet,
  countMax,
  type FleetWish,
  fleetStep,
  hopelessFleet,
  largeFleet,
  takeDownStep,
} from '../generators/fleet-steps.ts';
import { anyKey } from '../generators/keyed-request.ts';
import { waitQuiet } from '../quiet.ts';
import type { Step } from '../step.ts';
import type { Trial } from '../trial.ts';
import { mustExist, mustLeaveNoStrays } from '../truth-checks.ts';

/** More calls than most fleets take: looks, a template, two markets, looks again. */
const callsMax = 12;

export const survivesACrash: Contract = defineContract({
  id: 'spot-fleet.survives-a-crash',
  intent: 'spot',
  title: 'After a crash the fleet is finished, or undone',
  statement:
    'When the process that runs or undoes a spot fleet dies, before or after any of its calls, the same run in another process, once the consistency window has passed, resolves to the fleet, with no machine twice and none that nobody was told of; or undoing it in another process leaves no machine at all. In either case nothing is left that the machines were made from.',
  workflow: spotFleetName,
  needs: ['ledger', 'processes'],
  reaches: ['process died'],
  steps: anyCrashes,
  boundaries: (facts) => {
    const small = hopelessFleet(facts, { count: 1, fallback: 'on-demand' });
    const large = largeFleet(facts, { count: Math.min(6, countMax(facts)), fallback: 'on-demand' });
    const deaths = everyDeath(callsMax);
    return [
      inTurn(facts, deaths, (death, n) => crashedRun(n, small, death, 'finish')),
      inTurn(facts, deaths, (death, n) => crashedRun(n, small, death, 'undo')),
      inTurn(facts, everyDeath(callsMax / 2), (death, n) => crashedUndoing(n, small, death)),
      ...deaths.map((death) => crashedRun(1, large, death, 'finish')),
    ];
  },
  run: async (trial: Trial) => {
    const mustLeaveNothing = await watchLeftovers(trial);
    await trial.play({
      process: async (result) => {
        if (mustResolve(trial, result).died) trial.reach('process died');
        await waitQuiet(trial);
      },
      workflow: async (result) => {
        mustFleet(trial, result);
        await mustLeaveNothing();
        await waitQuiet(trial);
        for (const name of trial.bound()) await mustExist(trial, name, 'a machine of a fleet exists');
        await mustLeaveNoStrays(trial, 'a fleet over which a process died has no machine twice');
      },
      compensate: async (result) => {
        mustResolve(trial, result);
        await mustLeaveNothing();
        await mustLeaveNoMachine(trial, 'a fleet that was undone has no machine');
      },
    });
  },
});

function anyCrashes(facts: WorldFacts): fc.Arbitrary<readonly Step[]> {
  const then = fc.constantFrom('finish', 'undo', 'undo-twice');
  return fc
    .tuple(anyKey(), anyFleet(facts), anyDeath(callsMax), then)
    .map(([key, wish, death, end]) =>
      end === 'undo-twice' ? crashedUndoing(1, wish, death, key) : crashedRun(1, wish, death, end, key),
    );
}

/** Every death in one case, each over a fleet of its own, as far as the world holds them. */
function inTurn(
  { instancesMax }: WorldFacts,
  deaths: readonly Death[],
  crash: (death: Death, number: number) => readonly Step[],
): readonly Step[] {
  return deaths.slice(0, instancesMax).flatMap((death, index) => crash(death, index + 1));
}

function crashedRun(number: number, wish: FleetWish, death: Death, end: string, key = `key${number}`): readonly Step[] {
  const crash: Step = { op: 'process', steps: [fleetStep(`d${number}`, key, wish)], death };
  return [crash, end === 'finish' ? fleetStep(`w${number}`, key, wish) : takeDownStep(key, wish)];
}

function crashedUndoing(number: number, wish: FleetWish, death: Death, key = `key${number}`): readonly Step[] {
  const made: Step = { op: 'process', steps: [fleetStep(`d${number}`, key, wish)] };
  const crash: Step = { op: 'process', steps: [takeDownStep(key, wish)], death };
  return [made, crash, takeDownStep(key, wish)];
}
