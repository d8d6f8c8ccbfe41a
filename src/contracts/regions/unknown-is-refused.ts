import fc from 'fast-check';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { type Contract, defineContract } from '../contract.ts';
import { nameAt, spawnCountMax } from '../generators/life-steps.ts';
import { plainRequest } from '../generators/spawn-request.ts';
import { anyUnknownId } from '../generators/unknown-id.ts';
import { mustSpawn } from '../instance-checks.ts';
import { waitQuiet } from '../quiet.ts';
import { mustList } from '../reads.ts';
import { isRefusal, mustRefuse } from '../refusals.ts';
import type { Step } from '../step.ts';
import type { Trial } from '../trial.ts';
import { mustLeaveNoStrays } from '../truth-checks.ts';

const callsMax = 3;

export const unknownIsRefused: Contract = defineContract({
  id: 'regions.unknown-is-refused',
  intent: 'launch',
  title: 'Nothing is made in a region that is not there',
  statement:
    'spawn throws INVALID_SPEC for a region that listRegions does not name, also where the name is almost that of one, and creates nothing, there or elsewhere. list with such a region as its filter shows nothing or throws INVALID_SPEC.',
  requires: ['multiRegion'],
  needs: ['ledger'],
  steps: (facts) =>
    fc
      .tuple(fc.boolean(), fc.array(anyUnknownRegion(facts), { minLength: 1, maxLength: callsMax }))
      .map(([withValid, regions]): readonly Step[] => [
        ...(withValid && spawnCountMax(facts) > 1
          ? [{ op: 'spawn', as: 'x1', request: plainRequest(facts) } as const]
          : []),
        ...callsIn(facts, regions),
      ]),
  boundaries: (facts) => (facts.regions.length === 0 ? [] : [callsIn(facts, almostRegions(facts))]),
  run: async (trial: Trial) => {
    await trial.play({
      spawn: (result) => {
        if (result.step.request.region === undefined) mustSpawn(result, trial);
        else mustRefuse(trial, result, 'spawn in an unknown region throws INVALID_SPEC', ['INVALID_SPEC']);
      },
      list: (result) => {
        if (isRefusal(result, ['INVALID_SPEC'])) return;
        const listed = mustList(trial, result);
        trial.expect(listed.length === 0, 'the list of an unknown region is empty', () => `${listed.length} listed`);
      },
    });
    await waitQuiet(trial);
    await mustLeaveNoStrays(trial, 'a spawn in an unknown region creates nothing');
  },
});

function callsIn(facts: WorldFacts, regions: readonly string[]): readonly Step[] {
  return regions.flatMap((region, index): readonly Step[] => [
    { op: 'spawn', as: nameAt(index), request: { ...plainRequest(facts), region } },
    { op: 'list', filter: { region } },
  ]);
}

/** A name of nothing, or one that somebody who compares beginnings or ends takes for a region. */
function anyUnknownRegion(facts: WorldFacts): fc.Arbitrary<string> {
  const almost = almostRegions(facts);
  return almost.length === 0 ? anyUnknownId() : fc.oneof(anyUnknownId(), fc.constantFrom(...almost));
}

function almostRegions({ regions }: WorldFacts): readonly string[] {
  return regions
    .flatMap((region) => [`${region}-x`, `x-${region}`, region.slice(0, -1)])
    .filter((region) => region !== '' && !regions.includes(region));
}
