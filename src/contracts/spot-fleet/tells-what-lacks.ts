import { spotFleetName } from '../../provider/workflows/spot-fleet.ts';
import { type Contract, defineContract } from '../contract.ts';
import { describeValue } from '../describe.ts';
import { mustFleet, namesOfRun, watchLeftovers } from '../fleet-checks.ts';
import { anyFleets, fleetStep, hopelessFleet, largeFleet } from '../generators/fleet-steps.ts';
import { waitQuiet } from '../quiet.ts';
import { mustGet } from '../reads.ts';
import type { Trial } from '../trial.ts';
import { mustExist, mustLeaveNoStrays } from '../truth-checks.ts';

const fleetsMax = 2;

export const tellsWhatLacks: Contract = defineContract({
  id: 'spot-fleet.tells-what-lacks',
  intent: 'spot',
  title: 'A fleet tells what came and what did not',
  statement:
    'A spot fleet resolves to machines and to how many are missing, which make up the count that was asked for, with a reason of the taxonomy where any is missing. Every machine exists, get shows it marked as spot exactly where the fleet says so, and nothing else is left: no machine that nobody was told of, and nothing that the machines were made from.',
  workflow: spotFleetName,
  needs: ['ledger'],
  reaches: ['some are missing', 'some came'],
  steps: (facts) => anyFleets(facts, fleetsMax),
  boundaries: (facts) => [
    [fleetStep('w1', 'key', hopelessFleet(facts, { count: 1 }))],
    [fleetStep('w1', 'key', largeFleet(facts, { count: 1 }))],
    [fleetStep('w1', 'key', largeFleet(facts))],
    [fleetStep('w1', 'key', largeFleet(facts, { fallback: 'on-demand' }))],
  ],
  run: async (trial: Trial) => {
    const mustLeaveNothing = await watchLeftovers(trial);
    const marks = new Map<string, boolean>();
    await trial.play({
      workflow: (result) => {
        const { instances, missing } = mustFleet(trial, result);
        if (missing > 0) trial.reach('some are missing');
        if (instances.length > 0) trial.reach('some came');
        for (const [index, { spot }] of instances.entries()) marks.set(`${result.step.as}-${index + 1}`, spot === true);
      },
    });
    await mustLeaveNothing();
    await waitQuiet(trial);
    for (const { step } of trial.results('workflow')) {
      for (const name of namesOfRun(trial, step.as)) {
        await mustExist(trial, name, 'a machine that a fleet tells of exists');
        const seen = mustGet(trial, await trial.probe({ op: 'get', target: name }));
        const isMarked = (seen?.spot === true) === marks.get(name);
        trial.expect(isMarked, 'get shows a machine marked as its fleet did', () => describeValue(seen));
      }
    }
    await mustLeaveNoStrays(trial, 'a fleet tells of every machine that it made');
  },
});
