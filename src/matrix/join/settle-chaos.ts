import { fileSafe } from '../../engine/files/file-safe.ts';
import { sha256 } from '../../engine/sha256.ts';
import type { GatheredChaos } from '../evidence/gather-evidence.ts';
import type { MatrixChaos } from '../matrix.ts';
import { ageSince, type Clock } from './freshness.ts';

/** Reports of chaos of which each counts once, and the files that say what another says too. */
export interface SettledChaos {
  readonly reports: readonly MatrixChaos[];
  readonly repeated: readonly string[];
}

/** Their runs have no id: two files are of the same run where they say the same. */
export function settleChaos(gathered: readonly GatheredChaos[], clock: Clock): SettledChaos {
  const byContent = Map.groupBy(gathered, ({ report }) => sha256(JSON.stringify(report)));
  const told = [...byContent].flatMap(([digest, copies]) => {
    const [first, ...others] = copies.toSorted(byFile);
    return first ? [{ digest, first, others }] : [];
  });
  return {
    reports: told.map(({ digest, first: { file, report } }) => ({
      ...{ file, report, ...ageSince(report.run.finishedAt, clock), timelines: [] },
      slug: `${fileSafe(report.controlPlane.name).toLowerCase()}-${digest.slice(0, digestShown)}`,
    })),
    repeated: told.flatMap(({ others }) => others.map(({ file }) => file)),
  };
}

const digestShown = 8;

function byFile({ file: a }: GatheredChaos, { file: b }: GatheredChaos): number {
  return a.length - b.length || (a < b ? -1 : 1);
}
