import { resolve } from 'node:path';
import type { ChaosReport } from '../../chaos/chaos-report.ts';
import { parseJson } from '../../engine/files/parse-data.ts';
import { readLimited } from '../../engine/files/read-limited.ts';
import { whyUnread } from '../../engine/files/why-unread.ts';
import type { RefusedFile } from '../matrix.ts';
import type { FoundFile } from './find-files.ts';
import { readEvidence } from './read-evidence.ts';
import { type RunRecord, recordsOfReport } from './run-record.ts';

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
  /** ISO time. */
  readonly at: string;
}

/** A clock elsewhere may be so much ahead of ours. */
const skewMaxMs = 600_000;

/** Reads one file after the other and keeps little of each. One that is of no use is refused, and the others stay. */
export function gatherEvidence(files: readonly FoundFile[], { cwd, at }: Gathering): Gathered {
  const records: RunRecord[] = [];
  const chaos: GatheredChaos[] = [];
  const refused: RefusedFile[] = [];
  for (const { path: file, isNamed } of files) {
    const evidence = readFile(resolve(cwd, file));
    if (evidence.kind === 'other') {
      if (isNamed) refused.push({ file, why: 'is neither a report nor a certificate' });
    } else if (evidence.kind === 'refused') refused.push({ file, why: evidence.why });
    else if (Date.parse(evidence.report.run.finishedAt) > Date.parse(at) + skewMaxMs) {
      refused.push({ file, why: `is from the future: it says that it ended at ${evidence.report.run.finishedAt}` });
    } else if (evidence.kind === 'chaos') chaos.push({ file, report: evidence.report });
    else records.push(...recordsOfReport(file, evidence.report));
  }
  return { records, chaos, refused };
}

function readFile(path: string): ReturnType<typeof readEvidence> {
  try {
    return readEvidence(parseJson(readLimited(path)));
  } catch (thrown) {
    return { kind: 'refused', why: whyUnread(thrown as Error, 'JSON') };
  }
}
