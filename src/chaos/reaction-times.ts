import { percentiles } from '../engine/percentiles.ts';
import type { Reaction } from './reactions.ts';

/** How long something took, as often as it was measured. */
export interface MeasuredTimes {
  readonly times: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
}

/** Of one kind of disturbance: how long until it was seen, and until it was made good. Absent: there was nothing to see. */
export interface ReactionTimes {
  readonly seen?: MeasuredTimes;
  readonly settled?: MeasuredTimes;
}

/** Of all that was done, by its kind. */
export function reactionTimes(reactions: readonly Reaction[], kind: string): ReactionTimes {
  const own = reactions.filter((reaction) => reaction.kind === kind);
  const seen = measured(own.map(({ seenMs }) => seenMs));
  const settled = measured(own.map(({ settledMs }) => settledMs));
  return { ...(seen && { seen }), ...(settled && { settled }) };
}

function measured(all: readonly (number | undefined)[]): MeasuredTimes | undefined {
  const timesMs = all.filter((ms) => ms !== undefined);
  return timesMs.length === 0 ? undefined : { times: timesMs.length, ...percentiles(timesMs) };
}
