import { fileSafe } from '../../engine/files/file-safe.ts';
import { sha256 } from '../../engine/sha256.ts';
import { shardText } from '../../engine/shard.ts';
import type { GatheredChaos } from '../evidence/gather-evidence.ts';
import type { MatrixChaos, RefusedFile } from '../matrix.ts';
import { ageSince, type Clock } from './freshness.ts';

/** Reports of chaos of which each counts once, and the files that say what another says too. */
export interface SettledChaos {
  readonly reports: readonly MatrixChaos[];
  readonly repeated: readonly string[];
  readonly refused: readonly RefusedFile[];
}

/** Their runs have no id: two files are of the same run where they say the same. */
export function settleChaos(all: readonly GatheredChaos[], clock: Clock): SettledChaos {
  const gathered = all.filter(({ report }) => !report.shard);
  const whole = new Set(gathered.map(shakingOf));
  const shards = all.filter(({ report }) => report.shard);
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
    repeated: [...told.flatMap(({ others }) => others), ...shards.filter((each) => whole.has(shakingOf(each)))].map(
      ({ file }) => file,
    ),
    refused: shards.filter((each) => !whole.has(shakingOf(each))).map(refuseShard),
  };
}

/** A shard is known from the report that it was merged to. */
function shakingOf({ report: { run, controlPlane, host, scope } }: GatheredChaos): string {
  return JSON.stringify([run.seed, run.asked, run.assayVersion, controlPlane, host, scope]);
}

function refuseShard({ file, report: { shard } }: GatheredChaos): RefusedFile {
  return { file, why: `is shard ${shard && shardText(shard)} of a shaking: join its shards with assay merge first` };
}

const digestShown = 8;

function byFile({ file: a }: GatheredChaos, { file: b }: GatheredChaos): number {
  return a.length - b.length || (a < b ? -1 : 1);
}
