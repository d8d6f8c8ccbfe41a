import type { Clock } from '../../provider/context.ts';
import type { SweepResult } from '../../testbed/testbed.ts';
import { settleMs } from './closable-exec.ts';
import type { Engine } from './engine.ts';
import { ofRun } from './labels.ts';

/** Sweeps up after a process that died, maybe while docker was still making something. */
export async function sweepLostRun(engine: Engine, runId: string, clock: Clock): Promise<SweepResult> {
  const first = await sweepRun(engine, runId);
  await clock.sleep(settleMs);
  const second = await sweepRun(engine, runId);
  return { removed: [...first.removed, ...second.removed], leaked: second.leaked };
}

/**
 * Removes everything that carries the run's label, whoever made it. Containers first: they hold volumes, networks and
 * images. Images again and again, because one may be made from another.
 */
export async function sweepRun(engine: Engine, runId: string): Promise<SweepResult> {
  const removed: string[] = [];
  for (const { list, remove, roundsMax } of shelves(runId)) {
    for (let round = 1; round <= roundsMax; round += 1) {
      const there = await engine.lines(...list);
      if (there.length === 0) break;
      await engine.tries(...remove, ...new Set(there));
      const left = new Set(await engine.lines(...list));
      removed.push(...new Set(there.filter((id) => !left.has(id))));
    }
  }
  const leaked = await Promise.all(shelves(runId).map(({ list }) => engine.lines(...list)));
  return { removed, leaked: [...new Set(leaked.flat())] };
}

interface Shelf {
  readonly list: readonly string[];
  readonly remove: readonly string[];
  readonly roundsMax: number;
}

function shelves(runId: string): readonly Shelf[] {
  const mine = ofRun(runId);
  return [
    { list: ['ps', '--all', '--quiet', '--no-trunc', ...mine], remove: ['rm', '--force', '--volumes'], roundsMax: 3 },
    { list: ['volume', 'ls', '--quiet', ...mine], remove: ['volume', 'rm', '--force'], roundsMax: 2 },
    { list: ['network', 'ls', '--quiet', '--no-trunc', ...mine], remove: ['network', 'rm'], roundsMax: 2 },
    { list: ['images', '--quiet', '--no-trunc', ...mine], remove: ['rmi', '--force'], roundsMax: 10 },
  ];
}
