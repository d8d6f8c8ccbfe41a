import { type Contract, defineContract } from '../contract.ts';
import { anyLifeSteps } from '../generators/life-steps.ts';
import { anyPlacedRequest } from '../generators/placed-request.ts';
import { plainRequest } from '../generators/spawn-request.ts';
import { honouredGoal, mustReportOnceRead } from '../honoured.ts';

export const honoursRegion: Contract = defineContract({
  id: 'launch.honours-region',
  intent: 'launch',
  title: 'The machine is in the region that was asked for',
  statement:
    'Once the consistency window has passed, get reports the region that spawn was asked for. list reports the same where it reports a region.',
  reaches: [honouredGoal],
  steps: (facts) => anyLifeSteps(facts, { kinds: ['spawn', 'spawn', 'wait'], request: anyPlacedRequest(facts) }),
  boundaries: (facts) =>
    facts.regions.map((region) => [{ op: 'spawn', as: 'i1', request: { ...plainRequest(facts), region } }]),
  run: (trial) =>
    mustReportOnceRead(trial, {
      asked: ({ region }) => region,
      reported: ({ region }) => region,
      isHonoured: (asked, reported) => asked === reported,
      expected: 'the region is the one that was asked for',
    }),
});
