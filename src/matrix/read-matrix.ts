import { buildMatrix, type MatrixParts } from './build-matrix.ts';
import { contentOf } from './evidence/content-of.ts';
import { findFiles } from './evidence/find-files.ts';
import { gatherEvidence } from './evidence/gather-evidence.ts';
import { createRereader } from './evidence/read-again.ts';
import type { Trust } from './evidence/trust.ts';
import { settleChaos } from './join/settle-chaos.ts';
import { settleRuns } from './join/settle-runs.ts';
import type { Lifetime, Matrix } from './matrix.ts';
import { takeTimelines } from './timelines/take-timelines.ts';

export interface MatrixOptions extends Pick<MatrixParts, 'title' | 'assayVersion' | 'catalogue'> {
  readonly cwd: string;
  /** Folder that is not searched: the site itself. */
  readonly leftOut: string;
  readonly trust: Trust;
  readonly lifetime: Lifetime;
}

/** A matrix, and what of its making is no part of it. */
export interface ReadMatrix {
  readonly matrix: Matrix;
  /** Pages that the site takes over, by their paths in it. */
  readonly timelines: ReadonlyMap<string, string>;
  /** Files that say what another says too. */
  readonly repeated: readonly string[];
}

/**
 * The matrix of files and folders. Only data is read: neither a provider nor a configuration is ever loaded. Throws
 * EvidenceError for paths that are not there.
 */
export function readMatrix(
  paths: readonly string[],
  { cwd, leftOut, trust, lifetime, ...rest }: MatrixOptions,
): ReadMatrix {
  const found = findFiles(paths, { cwd, leftOut });
  const gathered = gatherEvidence(found.files, { cwd, trust });
  const again = createRereader({ cwd, trust });
  const settled = settleRuns(gathered.records, (record) => contentOf(again.told(record)));
  const clock = { at: trust.at, lifetime };
  const chaos = settleChaos(gathered.chaos, clock);
  const taken = chaos.reports.map((report) => ({ report, ...takeTimelines(report, cwd) }));
  const matrix = buildMatrix({
    ...{ ...rest, clock, records: settled.records, outcomesOf: again.outcomes },
    chaos: taken.map(({ report, pages }) => ({ ...report, timelines: [...pages.keys()] })),
    refused: [found, gathered, settled, chaos, ...taken].flatMap(({ refused }) => refused),
  });
  const timelines = new Map(taken.flatMap(({ pages }) => [...pages]));
  return { matrix, timelines, repeated: [...settled.repeated, ...chaos.repeated].toSorted() };
}
