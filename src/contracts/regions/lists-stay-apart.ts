import type { Instance } from '../../provider/instance.ts';
import { mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { describeValue } from '../describe.ts';
import { anyLifeSteps, spawnCountMax } from '../generators/life-steps.ts';
import { anyPlacedRequest, spawnsInEach } from '../generators/placed-request.ts';
import { plainRequest } from '../generators/spawn-request.ts';
import { findInstance, mustSpawn } from '../instance-checks.ts';
import { waitQuiet } from '../quiet.ts';
import { mustList } from '../reads.ts';
import type { Name } from '../step.ts';
import type { Trial } from '../trial.ts';

export const listsStayApart: Contract = defineContract({
  id: 'regions.lists-stay-apart',
  intent: 'observe',
  title: 'A machine is in the list of its own region alone',
  statement:
    'Once the consistency window has passed, list with a region as its filter shows every machine that was asked for there and none of another region; a machine for which no region was asked is in the list of exactly one.',
  requires: ['multiRegion'],
  steps: (facts) => anyLifeSteps(facts, { kinds: ['spawn', 'spawn', 'wait'], request: anyPlacedRequest(facts) }),
  // The last one wherever the provider puts it.
  boundaries: (facts) => [
    spawnsInEach(facts),
    [
      ...spawnsInEach(facts).slice(0, spawnCountMax(facts) - 1),
      { op: 'spawn', as: 'other', request: plainRequest(facts) },
    ],
  ],
  run: async (trial: Trial) => {
    await trial.play({ spawn: mustSpawn });
    await waitQuiet(trial);
    const regions = mustResolve(trial, await trial.probe({ op: 'list-regions' }));
    const lists = new Map<string, readonly Instance[]>();
    for (const region of Array.isArray(regions) ? regions : []) {
      lists.set(region, mustList(trial, await trial.probe({ op: 'list', filter: { region } })));
    }
    for (const { step } of trial.results('spawn')) mustBeInOne(trial, lists, step.as, step.request.region);
  },
});

function mustBeInOne(
  trial: Trial,
  lists: ReadonlyMap<string, readonly Instance[]>,
  name: Name,
  asked: string | undefined,
): void {
  const shown = [...lists].filter(([, listed]) => findInstance(listed, trial.idOf(name))).map(([region]) => region);
  const isAlone = shown.length === 1 && (asked === undefined || shown[0] === asked);
  trial.expect(
    isAlone,
    'a machine is in the list of its own region and in no other',
    () => `${name}, asked for in ${asked ?? 'no region'}, is in the lists of ${describeValue(shown)}`,
  );
}
