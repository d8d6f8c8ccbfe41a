import { hostname } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { createRealClock } from '../../testbed/real-clock.ts';
import type { CaretakerEntry } from '../journal/journal-entry.ts';
import { watchPulse } from '../journal/pulse.ts';
import type { Environment } from '../redact/secrets-of-environment.ts';

const clock = createRealClock();

/** What a watchdog is told when it starts. */
export interface WatchdogOrder {
  readonly journal: string;
  /** Entry file of the worker process, as text. */
  readonly workerUrl: string;
  /** A worker whose event loop stands still this long will not clean up any more. */
  readonly stallMs: number;
}

/** Workers that are left alone clean up by themselves; they have this long before anybody looks. */
const graceMs = 1_000;
const pauseMs = 1_000;
/** Whoever still takes care of the run after so long is not waited for: its journal stays for `assay sweep`. */
const patienceMs = 15 * 60_000;
const stuckMax = 5;

/** Waits for the end of the harness; one that did not say that it is done was killed, and is swept up after. */
export async function watchRun(harness: AsyncIterable<Buffer>, order: string, env: Environment): Promise<void> {
  // Its own session is spared by a Ctrl-C; a shell that goes away is no reason to end either.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
  let said = '';
  for await (const chunk of harness) said += chunk.toString('utf8');
  if (said.includes('done')) return;
  await setTimeout(graceMs);
  await sweepUp(JSON.parse(order) as WatchdogOrder, env);
}

async function sweepUp({ journal, workerUrl, stallMs }: WatchdogOrder, env: Environment): Promise<void> {
  // Loaded only now: a watchdog that is not needed costs next to nothing.
  const { sweepJournal } = await import('../sweep.ts');
  const startedMs = clock.monotonic();
  const pulse = watchPulse(journal, clock.monotonic);
  let stuck = 0;
  while (clock.monotonic() - startedMs < patienceMs) {
    const options = { isReal: true, nowMs: clock.now(), workerUrl: new URL(workerUrl), env };
    const swept = await sweepJournal(journal, options).catch(() => undefined);
    // No journal any more: it is done. One that nobody can read is for a person.
    if (swept === undefined || swept.outcome === 'swept' || swept.outcome === 'unreadable') return;
    if (swept.outcome === 'under-way' && pulse.silentMs() >= stallMs) endWorker(swept.state.caretaker);
    if (swept.outcome === 'stuck') stuck += 1;
    if (stuck === stuckMax) return;
    await setTimeout(pauseMs * (1 + stuck));
  }
}

/** It was alive a moment ago, and on this computer: its pulse was. What it made is swept up at the next look. */
function endWorker({ host, pid }: CaretakerEntry): void {
  if (host !== hostname()) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has just gone by itself.
  }
}
