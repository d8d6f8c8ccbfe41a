import { addRun, emptyTally, type RunCounts, type Tally } from './exploration-tally.ts';
import { isLost, type Lost } from './lanes/lane.ts';

/** A run of which nothing came. */
export interface LostRun extends Lost {
  readonly run: number;
}

/** A run as it counts, with the way in which it failed. */
export interface CountableRun extends RunCounts {
  readonly index: number;
  readonly failed?: { readonly oracle: string; readonly signature: string } | undefined;
}

/** Of one way to fail: the first run, counted from 1, and how many there were. */
export interface SeenFailure {
  readonly run: number;
  seen: number;
}

/** What was counted so far, in the order of the runs. */
export interface RunCount {
  readonly tally: Readonly<Tally>;
  readonly lost: readonly LostRun[];
  /** By oracle and signature. */
  readonly failures: ReadonlyMap<string, SeenFailure>;
  /** Counts the next run; true where it failed in a way that no run before it did. */
  take(answer: CountableRun | (Lost & { readonly index: number })): boolean;
  /** Whether more runs would tell little more. */
  isEnough(): boolean;
}

export interface CountLimits {
  /** So many ways to fail are enough. */
  readonly failuresMax: number;
  /** One of several parts: whether nothing new comes up for long, only all of them together can tell. */
  readonly isPart: boolean;
}

/** Another way to fail is still worth a while; so many of them are enough. */
export const signaturesMax = 5;
const runsAfterNew = 100;
const lostMax = 3;

/** Counts runs in the order of their numbers, so that who makes them, and where, makes no difference. */
export function countRuns({ failuresMax, isPart }: CountLimits): RunCount {
  const tally = emptyTally();
  const failures = new Map<string, SeenFailure>();
  const lost: LostRun[] = [];
  let lastNew = 0;
  return {
    tally,
    lost,
    failures,
    take: (answer) => {
      const run = answer.index + 1;
      if (isLost(answer)) {
        lost.push({ lost: answer.lost, text: answer.text, run });
        return false;
      }
      addRun(tally, answer);
      if (!answer.failed || answer.diverged) return false;
      const key = failureKey(answer.failed);
      const known = failures.get(key);
      if (known) {
        known.seen += 1;
        return false;
      }
      lastNew = run;
      failures.set(key, { run, seen: 1 });
      return true;
    },
    isEnough: () =>
      failures.size >= failuresMax ||
      lost.length >= lostMax ||
      tally.divergences.length >= signaturesMax ||
      (!isPart && failures.size > 0 && tally.runs - lastNew >= runsAfterNew),
  };
}

export function failureKey({ oracle, signature }: { readonly oracle: string; readonly signature: string }): string {
  return `${oracle} ${signature}`;
}
