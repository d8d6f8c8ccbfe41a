import type { InterruptSignal } from './exit-code.ts';
import { exitCodes } from './exit-code.ts';

/** Ctrl-C and friends, as an abort signal. */
export interface Interrupt {
  readonly signal: AbortSignal;
  /** The signal that came, if any. */
  received(): InterruptSignal | undefined;
  /** Stops listening. */
  stop(): void;
}

/** A key held down, or a shell and its parent both telling, is one interrupt. */
const debounceMs = 1_000;

/** The first signal asks for an orderly end, with everything cleaned up; a second one ends the process at once, with a last word. */
export function listenForInterrupt(
  onFirst: (signal: InterruptSignal) => void,
  onSecond: () => void = () => {},
): Interrupt {
  const abort = new AbortController();
  let first: { readonly signal: InterruptSignal; readonly atMs: number } | undefined;
  const listen = (signal: InterruptSignal) => {
    const atMs = performance.now();
    if (first && atMs - first.atMs >= debounceMs) {
      onSecond();
      process.exit(exitCodes[signal]);
    }
    if (first) return;
    first = { signal, atMs };
    onFirst(signal);
    abort.abort(new Error(`interrupted by ${signal}`));
  };
  process.on('SIGINT', listen);
  process.on('SIGTERM', listen);
  return {
    signal: abort.signal,
    received: () => first?.signal,
    stop: () => {
      process.off('SIGINT', listen);
      process.off('SIGTERM', listen);
    },
  };
}
