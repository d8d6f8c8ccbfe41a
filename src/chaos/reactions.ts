import type { History } from './history.ts';
import type { Intents } from './intents.ts';
import type { Truth } from './truth.ts';
import { isSettled } from './unsettled.ts';

/** What came of one thing that was done to one machine, where all of its intent had been well and was not any more. */
export interface Reaction {
  /** The kind of the disturbance. */
  readonly kind: string;
  /** Until the control plane said something else of its intent; absent where it never did. */
  readonly seenMs?: number;
  /** Until all of it was as it was asked for again; absent where that never came. */
  readonly settledMs?: number;
}

/** Measures how long the control plane takes to see what was done to its machines, and to make it good. */
export interface Reactions {
  /** After each look at the world. */
  look(): void;
  all(): readonly Reaction[];
}

export interface ReactionsOptions {
  readonly history: History;
  readonly intents: Intents;
  readonly truth: Truth;
  readonly elapsedMs: () => number;
}

interface Watched {
  readonly kind: string;
  readonly intent: string;
  readonly atMs: number;
  /** Whether it has made a difference, as far as that is known. */
  hasBroken?: boolean;
  seenMs?: number;
  settledMs?: number;
}

export function watchReactions({ history, intents, truth, elapsedMs }: ReactionsOptions): Reactions {
  const watched: Watched[] = [];
  const well = new Set<string>();
  let read = 0;

  const readOn = (): void => {
    for (; read < history.events.length; read += 1) {
      const event = history.events[read];
      if (event?.lane === 'disturbance' && event.did === 'acts' && event.intent !== undefined) {
        const { kind, intent, atMs } = event;
        if (well.has(intent)) watched.push({ kind, intent, atMs });
      }
      if (event?.lane !== 'control-plane' || event.did !== 'says') continue;
      for (const each of watched) if (each.intent === event.intent) each.seenMs ??= event.atMs - each.atMs;
    }
  };

  return {
    look: () => {
      readOn();
      well.clear();
      for (const { id } of intents.states) if (isSettled(id, intents, truth)) well.add(id);
      for (const each of watched) {
        each.hasBroken ??= !well.has(each.intent);
        if (each.hasBroken && well.has(each.intent)) each.settledMs ??= elapsedMs() - each.atMs;
      }
    },
    all: () =>
      watched
        .filter(({ hasBroken }) => hasBroken)
        .map(({ kind, seenMs, settledMs }) => ({
          kind,
          ...(seenMs !== undefined && { seenMs }),
          ...(settledMs !== undefined && { settledMs }),
        })),
  };
}
