import fc from 'fast-check';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { describeValue } from '../describe.ts';
import { anyPause } from '../generators/pause.ts';
import type { Step } from '../step.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';

const looksMax = 4;

export const listedOnce: Contract = defineContract({
  id: 'regions.listed-once',
  intent: 'observe',
  title: 'listRegions names every region, once',
  statement:
    'listRegions resolves to the names of all regions in which a machine can be asked for: at least one, none of them empty or there twice, and the same each time.',
  requires: ['multiRegion'],
  steps: anyLooks,
  run: async (trial: Trial) => {
    let before: readonly string[] | undefined;
    await trial.play({
      'list-regions': (result) => {
        const names = mustNameRegions(trial, result);
        before ??= names;
        const isSame = describeValue(names.toSorted()) === describeValue(before.toSorted());
        const seen = () => `${describeValue(before)}, then ${describeValue(names)}`;
        trial.expect(isSame, 'listRegions names the same regions each time', seen);
      },
    });
  },
});

function mustNameRegions(trial: Trial, result: StepResult<'list-regions'>): readonly string[] {
  const value: unknown = mustResolve(trial, result);
  const seen = () => describeValue(value);
  const areNames = Array.isArray(value) && value.length > 0 && value.every((name) => typeof name === 'string' && name);
  if (!areNames) trial.expect(false, 'listRegions resolves to the names of the regions', seen);
  const names = value as readonly string[];
  trial.expect(new Set(names).size === names.length, 'listRegions names no region twice', seen);
  const missing = trial.facts.regions.filter((region) => !names.includes(region));
  const describeMissing = () => `${missing.join(', ')} missing in ${seen()}`;
  trial.expect(missing.length === 0, 'listRegions names every region that machines can be in', describeMissing);
  return names;
}

function anyLooks(facts: WorldFacts): fc.Arbitrary<readonly Step[]> {
  return fc
    .array(anyPause(facts), { minLength: 1, maxLength: looksMax })
    .map((pauses) => pauses.flatMap((pause): readonly Step[] => [{ op: 'list-regions' }, ...pause]));
}
