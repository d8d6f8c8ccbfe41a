import type fc from 'fast-check';
import type { SpawnRequest } from '../../provider/requests.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyLifeSteps } from '../generators/life-steps.ts';
import { plainRequest } from '../generators/spawn-request.ts';
import { anyTags } from '../generators/tags.ts';
import { honouredGoal, mustReportOnceRead } from '../honoured.ts';
import type { Step } from '../step.ts';
import type { Trial } from '../trial.ts';

type Tags = Readonly<Record<string, string>>;

export const honoursTags: Contract = defineContract({
  id: 'launch.honours-tags',
  intent: 'launch',
  title: 'The machine has the tags that were asked for',
  statement:
    'Once the consistency window has passed, get reports every tag that spawn was asked for, its value unchanged, and no tag that only another instance was asked for. list reports the same where it reports tags. A provider may add tags of its own.',
  reaches: [honouredGoal],
  steps: (facts) => anyLifeSteps(facts, { kinds: ['spawn', 'spawn', 'wait'], request: anyTaggedRequest(facts) }),
  boundaries: (facts) => [
    spawnTagged(facts, {}),
    spawnTagged(facts, { kempty: '', kequals: 'a=b,c:d/e', kwide: 'é @' }),
  ],
  run: (trial) =>
    mustReportOnceRead(trial, {
      asked: ({ tags }) => tags ?? {},
      reported: ({ tags }) => tags,
      isHonoured: (asked, reported) => areTagsHonoured(trial, asked, reported ?? {}),
      expected: 'the tags are those that were asked for',
    }),
});

function anyTaggedRequest(facts: WorldFacts): fc.Arbitrary<SpawnRequest> {
  return anyTags().map((tags) => ({ ...plainRequest(facts), tags }));
}

function spawnTagged(facts: WorldFacts, tags: Tags): readonly Step[] {
  return [{ op: 'spawn', as: 'i1', request: { ...plainRequest(facts), tags } }];
}

function areTagsHonoured(trial: Trial, asked: Tags, reported: Tags): boolean {
  if (typeof reported !== 'object') return false;
  const isComplete = Object.entries(asked).every(([key, value]) => reported[key] === value);
  return isComplete && !holdsForeignTag(trial, asked, reported);
}

/** Whether it has a tag, key and value, that only another machine was asked to have. */
function holdsForeignTag(trial: Trial, asked: Tags, reported: Tags): boolean {
  return trial
    .results('spawn')
    .flatMap(({ step }) => Object.entries(step.request.tags ?? {}))
    .some(([key, value]) => asked[key] === undefined && reported[key] === value);
}
