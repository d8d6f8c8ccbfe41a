import fc from 'fast-check';
import type { CreateVolumeRequest } from '../../provider/requests.ts';
import type { Volume } from '../../provider/resources.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { describeValue } from '../describe.ts';
import { anyVolumeRequest } from '../generators/volume-request.ts';
import { smallestGiB } from '../generators/volume-steps.ts';
import { waitQuiet } from '../quiet.ts';
import { mustRefuse } from '../refusals.ts';
import { sameValue } from '../same-value.ts';
import type { Name, Step, StepOf } from '../step.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';
import { mustCreateVolume, mustHaveVolume } from '../volume-checks.ts';

const volumesMax = 4;
const expected = 'getVolume shows a volume as it was asked for';

export const honoursRequest: Contract = defineContract({
  id: 'volumes.honours-request',
  intent: 'volume',
  title: 'A volume is made as asked for',
  statement:
    'Every volume has an id of its own and becomes available; getVolume shows it with the size, the region and the tags that it was asked for, however many others there are. Where the service keeps no tags on volumes, createVolume throws INVALID_SPEC for one that asks for some.',
  requires: ['persistentVolumes'],
  steps: (facts) =>
    fc
      .array(anyVolumeRequest(facts), { minLength: 1, maxLength: volumesMax })
      .map((requests) =>
        requests.map((request, index): Step => ({ op: 'create-volume', as: `v${index + 1}`, request })),
      ),
  boundaries: (facts) => [
    [createTagged(facts, 'v1')],
    Array.from({ length: volumesMax }, (_, index): Step => {
      const request = {
        sizeGiB: smallestGiB(facts),
        ...(facts.volumeTags !== false && { tags: { number: `${index}` } }),
      };
      return { op: 'create-volume', as: `v${index + 1}`, request };
    }),
  ],
  run: async (trial: Trial) => {
    await trial.play({ 'create-volume': mustCreateOrRefuse });
    await waitQuiet(trial);
    const made = trial.results('create-volume').flatMap(({ step }) => (asksTooMuch(step, trial) ? [] : [step]));
    const ids = new Set(made.map(({ as }) => trial.idOf(as)));
    trial.expect(
      ids.size === made.length,
      'every volume has an id of its own',
      () => `${made.length} volumes have ${ids.size} ids`,
    );
    for (const { as, request } of made) {
      mustResolve(trial, await trial.probe({ op: 'await-volume', target: as }), 'a volume becomes available');
      const volume = await mustHaveVolume(trial, as, expected);
      trial.expect(
        isHonoured(request, volume),
        expected,
        () => `${as} is ${describeValue(volume)}, asked for ${describeValue(request)}`,
      );
    }
  },
});

function createTagged(facts: WorldFacts, as: Name): StepOf<'create-volume'> {
  return { op: 'create-volume', as, request: { sizeGiB: smallestGiB(facts), tags: { kept: 'a value, with=signs' } } };
}

function mustCreateOrRefuse(result: StepResult<'create-volume'>, trial: Trial): void {
  if (!asksTooMuch(result.step, trial)) mustCreateVolume(result, trial);
  else mustRefuse(trial, result, 'tags that the service cannot keep are refused with INVALID_SPEC', ['INVALID_SPEC']);
}

function asksTooMuch({ request }: StepOf<'create-volume'>, { facts }: Trial): boolean {
  return facts.volumeTags === false && Object.keys(request.tags ?? {}).length > 0;
}

/** A region or tags that nobody asked for are the service's own affair. */
function isHonoured({ sizeGiB, region, tags }: CreateVolumeRequest, volume: Volume): boolean {
  if (volume.sizeGiB !== sizeGiB) return false;
  if (region !== undefined && volume.region !== region) return false;
  return tags === undefined || sameValue(volume.tags ?? {}, tags);
}
