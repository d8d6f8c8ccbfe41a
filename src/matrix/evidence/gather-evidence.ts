import { resolve } from 'node:path';
import type { ChaosReport } from '../../chaos/chaos-report.ts';
import type { RefusedFile } from '../matrix.ts';
import type { FoundFile } from './find-files.ts';
import { createMemory } from './memory.ts';
import { type Evidence, readEvidenceFile } from './read-evidence.ts';
import { type RunRecord, recordOf } from './run-record.ts';
import type { Trust } from './trust.ts';

/** What files hold, as far as a matrix needs it. */
export interface Gathered {
  readonly records: readonly RunRecord[];
  readonly chaos: readonly GatheredChaos[];
  readonly refused: readonly RefusedFile[];
}

export interface GatheredChaos {
  readonly file: string;
  readonly report: ChaosReport;
}

export interface Gathering {
  readonly cwd: string;
  readonly trust: Trust;
}

/** A clock elsewhere may be so much ahead of ours. */
const skewMaxMs = 300_000;

/** Reads one file after the other and keeps little of each. One that is of no use is refused, and the others stay. */
export function gatherEvidence(files: readonly FoundFile[], { cwd, trust }: Gathering): Gathered {
  const memory = createMemory();
  const records: RunRecord[] = [];
  const chaos: GatheredChaos[] = [];
  const refused: RefusedFile[] = [];
  for (const { path: file, isNamed } of files) {
    const evidence = readEvidenceFile(resolve(cwd, file), trust);
    const future = inFuture(evidence, trust.at);
    if (future !== undefined) refused.push({ file, why: `is from the future: it says that it ended at ${future}` });
    else if (evidence.kind === 'refused') refused.push({ file, why: evidence.why });
    else if (evidence.kind === 'chaos') chaos.push({ file, report: evidence.report });
    else if (evidence.kind === 'runs') records.push(...evidence.runs.map((run) => recordOf(file, run, memory)));
    else if (isNamed) refused.push({ file, why: 'is neither a report nor a certificate' });
  }
  return { records, chaos, refused };
}

/** When it ended, where that is still to come. */
function inFuture(evidence: Evidence, at: string): string | undefined {
  const ends = endsOf(evidence);
  return ends.find((end) => Date.parse(end) > Date.parse(at) + skewMaxMs);
}

function endsOf(evidence: Evidence): readonly string[] {
  if (evidence.kind === 'chaos') return [evidence.report.run.finishedAt];
  return evidence.kind === 'runs' ? evidence.runs.map(({ run }) => run.finishedAt) : [];
}
