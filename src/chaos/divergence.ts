import type { RunResult } from './run-experiment.ts';

/** The same seed went two ways. */
export interface Divergence {
  readonly seed: number;
  /** Counted from 1. */
  readonly run: number;
  /** The first event that differs, counted from 1, and what it was each time; null where there was none. */
  readonly event: number;
  readonly first: ToldEvent | null;
  readonly second: ToldEvent | null;
}

/** An event of a history, as a report has it. */
export type ToldEvent = { readonly atMs: number; readonly lane: string; readonly did: string };

/** Where two runs of one seed went apart, or undefined where they did not. */
export function divergenceOf(
  about: Pick<Divergence, 'seed' | 'run'>,
  { digest, history: { events: a } }: RunResult,
  { digest: again, history: { events: b } }: RunResult,
): Divergence | undefined {
  if (digest === again) return undefined;
  const length = Math.max(a.length, b.length);
  let at = 0;
  while (at < length && JSON.stringify(a[at]) === JSON.stringify(b[at])) at += 1;
  return { ...about, event: at + 1, first: a[at] ?? null, second: b[at] ?? null };
}
