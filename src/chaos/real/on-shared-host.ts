import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { journalPath } from '../../engine/journal/journal-path.ts';
import { keepJournal } from '../../engine/journal/keep-journal.ts';
import { runLimits } from '../../engine/run-limits.ts';
import { startWatchdog } from '../../engine/watchdog/start-watchdog.ts';
import type { StuckThing, Testbed } from '../../testbed/testbed.ts';
import type { SharedHost } from './shared-host.ts';

/** How a run on a shared host is kept track of. */
export interface SharedHostOptions {
  readonly testbed: Testbed;
  /** Whose machines, as a sweep finds the provider again. */
  readonly providerName: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly outDir: string;
  /** Entry of the process that sweeps up where this one is killed; without, `assay sweep` does. */
  readonly watchdog?: URL | undefined;
}

/** What is left of it, which nobody wants. */
export interface SharedHostEnd<T> {
  readonly result: T;
  readonly leaked: readonly StuckThing[];
}

/**
 * Does something on a shared host under an id of its own. However that ends, all that carries the id is removed. Where
 * this process is killed, its journal tells the watchdog, or else `assay sweep`, what to remove.
 */
export async function onSharedHost<T>(
  options: SharedHostOptions,
  use: (shared: SharedHost) => Promise<T>,
): Promise<SharedHostEnd<T>> {
  const { testbed, providerName, settings, outDir, watchdog } = options;
  const runId = randomUUID();
  const subject = { kind: 'registered', name: providerName } as const;
  const path = journalPath(outDir, runId, subject);
  const kept = await keepJournal({ journal: path, runId, subject, settings }, testbed.name);
  if (!kept) throw new Error('a run on a shared host keeps a journal');
  const { journal } = kept;
  const callOff =
    watchdog && startWatchdog({ journal: resolve(path), workerUrl: watchdog.href, stallMs: runLimits().stallMs });
  const sweep = async (): Promise<readonly StuckThing[]> => {
    const { removed, leaked, stuck = [] } = await testbed.sweep(runId, settings);
    for (const id of removed) journal.gone(id);
    journal.close(leaked.length === 0);
    if (leaked.length === 0) callOff?.();
    return stuck;
  };
  try {
    const result = await use({ runId, settings, journal });
    return { result, leaked: await sweep() };
  } catch (thrown) {
    // Whatever it was, it is told after nothing is left.
    await sweep();
    throw thrown;
  }
}
