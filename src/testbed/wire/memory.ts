import type { Clock } from '../../provider/context.ts';

const answersMax = 16;
const labelsMax = 256;

/** Remembers what reads answered, so that a stale read can answer so again. Bounded. */
export interface Memory<Res> {
  keep(label: string, response: Res): void;
  /** The newest answer that is at least `lagMs` old, where it was still given at most `ageMaxMs` ago. */
  recall(label: string, lagMs: number, ageMaxMs?: number): Res | undefined;
}

interface Remembered<Res> {
  readonly atMs: number;
  /** When the same was answered last. */
  untilMs: number;
  readonly response: Res;
}

/** An empty memory on this clock. An answer equal to the one before adds nothing, so polling does not fill it. */
export function createMemory<Res>(clock: Clock, isSame: (a: Res, b: Res) => boolean): Memory<Res> {
  const answers = new Map<string, Remembered<Res>[]>();
  return {
    keep: (label, response) => {
      const kept = answers.get(label) ?? [];
      const newest = kept.at(-1);
      const nowMs = clock.monotonic();
      if (newest !== undefined && isSame(newest.response, response)) {
        newest.untilMs = nowMs;
        return;
      }
      kept.push({ atMs: nowMs, untilMs: nowMs, response });
      if (kept.length > answersMax) kept.shift();
      answers.set(label, kept);
      // Oldest question first: a map keeps the order of insertion.
      for (const oldest of answers.keys()) {
        if (answers.size <= labelsMax) break;
        answers.delete(oldest);
      }
    },
    recall: (label, lagMs, ageMaxMs = Number.POSITIVE_INFINITY) => {
      const nowMs = clock.monotonic();
      const found = answers.get(label)?.findLast(({ atMs }) => atMs <= nowMs - lagMs);
      return found !== undefined && nowMs - found.untilMs <= ageMaxMs ? found.response : undefined;
    },
  };
}
