import type { SpawnRequest } from '../../provider/requests.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import type { Step } from '../step.ts';
import { typicalGpuRequests } from './gpu-request.ts';
import { failingOps, type Meeting, meetingsIn, type Round, retryAfterSecondsMax, toSteps } from './native-error.ts';
import { plainRequest } from './spawn-request.ts';

/** Calls of one case. */
const roundsMax = 8;
/** A service has several words for one error. */
const wordsMax = 6;

type Case = readonly Step[];

/** Every operation with every native error that it can meet, one after the other; GPUs are what there is least of. */
export function everyFailingCall(facts: WorldFacts): readonly Case[] {
  return [
    ...failingOps.flatMap((op) => casesOf(facts, meetingsOf(facts, op))),
    ...gpuRequests(facts).flatMap((wanted) => casesOf(facts, scarcitiesIn(facts), wanted)),
  ];
}

/** The same, and every refusal of a spawn as often as it may take to hear all of its words. */
export function everyFailingCallAgain(facts: WorldFacts): readonly Case[] {
  const again = (meeting: Meeting, wanted?: SpawnRequest) =>
    casesOf(
      facts,
      Array.from({ length: wordsMax }, () => meeting),
      wanted,
    );
  return [
    ...meetingsOf(facts, 'spawn').flatMap((meeting) => again(meeting)),
    ...failingOps.filter((op) => op !== 'spawn').flatMap((op) => casesOf(facts, meetingsOf(facts, op))),
    ...gpuRequests(facts).flatMap((wanted) => scarcitiesIn(facts).flatMap((meeting) => again(meeting, wanted))),
  ];
}

function meetingsOf(facts: WorldFacts, op: Meeting['op']): readonly Meeting[] {
  return meetingsIn(facts).filter((meeting) => meeting.op === op);
}

function scarcitiesIn(facts: WorldFacts): readonly Meeting[] {
  return meetingsIn(facts).filter(({ error }) => error === 'capacity' || error === 'quota');
}

function gpuRequests(facts: WorldFacts): readonly SpawnRequest[] {
  return facts.declared?.gpu ? typicalGpuRequests(facts).slice(0, 1) : [];
}

/** As few cases as the world allows: what was refused may have been made all the same. */
function casesOf(facts: WorldFacts, meetings: readonly Meeting[], wanted?: SpawnRequest): readonly Case[] {
  const length = Math.max(1, Math.min(roundsMax, facts.instancesMax - 1));
  const count = Math.ceil(meetings.length / length);
  return Array.from({ length: count }, (_, index) => {
    const some = meetings.slice(index * length, (index + 1) * length);
    return toSteps(plainRequest(facts), some.map(roundOf(facts)), wanted);
  });
}

/** The first time with the wait that the service asks for: as often as not it does not say. */
function roundOf(facts: WorldFacts) {
  return (meeting: Meeting, index: number, all: readonly Meeting[]): Round => {
    const isFirst = all.findIndex(({ error }) => error === meeting.error) === index;
    return { ...meeting, everyCall: false, retryAfterSeconds: isFirst ? retryAfterSecondsMax(facts) : 0 };
  };
}
