import type { Clock } from '../../provider/context.ts';
import { cutPoint } from '../../testbed/cut-point.ts';
import type { StuckThing, SweepResult } from '../../testbed/testbed.ts';
import { settleMs } from './closable-exec.ts';
import type { Engine } from './engine.ts';
import { ofRun } from './labels.ts';

/** The engine is here, and costs nothing. */
const region = 'local';
const timeoutMs = 15_000;

/** Sweeps up after a process that died, maybe while docker was still making something. */
export async function sweepLostRun(engine: Engine, runId: string, clock: Clock): Promise<SweepResult> {
  const first = await sweepRun(engine, runId);
  await clock.sleep(settleMs);
  const second = await sweepRun(engine, runId);
  return { ...second, removed: [...first.removed, ...second.removed] };
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
      cutPoint('sweep-before-delete');
      await engine.tries(...remove, ...new Set(there));
      cutPoint('sweep-after-delete');
      const left = new Set(await engine.lines(...list));
      removed.push(...new Set(there.filter((id) => !left.has(id))));
    }
  }
  const stuck = (await Promise.all(shelves(runId).map((shelf) => stuckOn(shelf, engine)))).flat();
  return { removed, leaked: stuck.map(({ id }) => id), stuck };
}

async function stuckOn({ kind, list, remove, created }: Shelf, engine: Engine): Promise<readonly StuckThing[]> {
  const left = [...new Set(await engine.lines(...list))];
  return Promise.all(
    left.map(async (id) => ({
      kind,
      id,
      region,
      createdAtMs: await createdAt(id, created, engine),
      why: 'docker would not remove it',
      command: ['docker', ...remove, id].join(' '),
      usdPerHour: 0,
    })),
  );
}

/** It may be gone by now, and an old engine may not tell. */
async function createdAt(id: string, ask: readonly string[], engine: Engine): Promise<number | null> {
  const { exitCode, stdout } = await engine.exec('docker', [...ask, id], { timeoutMs });
  const ms = exitCode === 0 ? Date.parse(stdout.trim().replaceAll('"', '')) : Number.NaN;
  return Number.isNaN(ms) ? null : ms;
}

interface Shelf {
  readonly kind: string;
  readonly list: readonly string[];
  readonly remove: readonly string[];
  readonly roundsMax: number;
  /** Asks when one was made. */
  readonly created: readonly string[];
}

function shelves(runId: string): readonly Shelf[] {
  const mine = ofRun(runId);
  return [
    {
      kind: 'container',
      list: ['ps', '--all', '--quiet', '--no-trunc', ...mine],
      remove: ['rm', '--force', '--volumes'],
      roundsMax: 3,
      created: ['container', 'inspect', '--format', '{{json .Created}}'],
    },
    {
      kind: 'volume',
      list: ['volume', 'ls', '--quiet', ...mine],
      remove: ['volume', 'rm', '--force'],
      roundsMax: 2,
      created: ['volume', 'inspect', '--format', '{{json .CreatedAt}}'],
    },
    {
      kind: 'network',
      list: ['network', 'ls', '--quiet', '--no-trunc', ...mine],
      remove: ['network', 'rm'],
      roundsMax: 2,
      created: ['network', 'inspect', '--format', '{{json .Created}}'],
    },
    {
      kind: 'image',
      list: ['images', '--quiet', '--no-trunc', ...mine],
      remove: ['rmi', '--force'],
      roundsMax: 10,
      created: ['image', 'inspect', '--format', '{{json .Created}}'],
    },
  ];
}
