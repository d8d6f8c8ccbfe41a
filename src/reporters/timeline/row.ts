import type { HistoryEvent } from '../../chaos/history.ts';

/** In which lane something is told. */
export type Lane = 'client' | 'control-plane' | 'call' | 'truth' | 'disturbance' | 'whole';

export type Tone = 'plain' | 'good' | 'bad' | 'quiet';

/** One line of a timeline: what one event, or some that belong together, came to. */
export interface Row {
  readonly atMs: number;
  readonly lane: Lane;
  readonly text: string;
  readonly tone: Tone;
  /** The disturbances that had a hand in it. */
  readonly disturbedBy: readonly string[];
  /** From the client to the control plane, or back. */
  readonly arrow?: 'there' | 'back';
  /** What of a run it draws, beside its text. */
  readonly events: readonly HistoryEvent[];
}
