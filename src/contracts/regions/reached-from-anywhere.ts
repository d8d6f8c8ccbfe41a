import { mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyLifeSteps, nameAt } from '../generators/life-steps.ts';
import { anyPlacedRequest, spawnInEach, spawnsInEach } from '../generators/placed-request.ts';
import { isEnded, mustSpawn } from '../instance-checks.ts';
import { waitQuiet } from '../quiet.ts';
import { mustGet } from '../reads.ts';
import type { Step } from '../step.ts';
import type { Trial } from '../trial.ts';
import { eventuallyGone, mustExist } from '../truth-checks.ts';

export const reachedFromAnywhere: Contract = defineContract({
  id: 'regions.reached-from-anywhere',
  intent: 'terminate',
  title: 'An id is enough, whatever the region',
  statement:
    'get finds a machine and terminate ends it by its id alone, in every region: nobody has to say where it is, and a machine of another region is left as it was.',
  requires: ['multiRegion'],
  needs: ['ledger'],
  steps: (facts) =>
    anyLifeSteps(facts, { kinds: ['spawn', 'spawn', 'terminate', 'wait'], request: anyPlacedRequest(facts) }),
  boundaries: (facts) =>
    spawnInEach(facts)
      .map(([, request]): readonly Step[] => [
        { op: 'spawn', as: nameAt(0), request },
        { op: 'terminate', target: nameAt(0) },
      ])
      .concat([spawnsInEach(facts)]),
  run: async (trial: Trial) => {
    await trial.play({
      spawn: mustSpawn,
      terminate: async (result) => {
        mustResolve(trial, result);
        await eventuallyGone(trial, result.step.target, 'a terminated machine is gone, whatever its region');
      },
    });
    await waitQuiet(trial);
    for (const name of trial.alive()) {
      await mustExist(trial, name, 'terminate leaves machines of other regions alone');
      const instance = mustGet(trial, await trial.probe({ op: 'get', target: name }));
      trial.expect(
        !isEnded(instance),
        'get finds a machine by its id, whatever its region',
        () => `${name} is not there`,
      );
    }
  },
});
