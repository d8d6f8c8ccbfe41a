import { isDeepStrictEqual } from 'node:util';
import { MergeError, type NamedReport } from './named-report.ts';

/** Reports without those that say nothing new. */
export interface DistinctRuns {
  readonly reports: readonly NamedReport[];
  /** One message for each that was left out. */
  readonly repeated: readonly string[];
}

/**
 * Leaves out a report that is there twice, and one whose runs were merged into another of them: its costs would count
 * twice. Throws MergeError for what cannot be taken apart any more.
 */
export function distinctRuns(given: readonly NamedReport[]): DistinctRuns {
  const reports: NamedReport[] = [];
  const repeated: string[] = [];
  // The one that holds most comes first: what is in it is then found there.
  for (const one of given.toSorted((a, b) => runsOf(b).length - runsOf(a).length || (a.file < b.file ? -1 : 1))) {
    const holder = reports.find((other) => runsOf(one).some((id) => runsOf(other).includes(id)));
    if (!holder) reports.push(one);
    else {
      mustBeIn(one, holder);
      repeated.push(`${one.file} says nothing new: its run is in ${holder.file} too, and counts once`);
    }
  }
  // Refusals name files as they were given.
  return { reports: [...new Set(given)].filter((one) => reports.includes(one)), repeated };
}

function runsOf({ report }: NamedReport): readonly string[] {
  return report.run.id.split('+');
}

function mustBeIn(one: NamedReport, holder: NamedReport): void {
  const [runs, held] = [runsOf(one), runsOf(holder)];
  const both = `${one.file} and ${holder.file} cannot be merged`;
  if (!runs.every((id) => held.includes(id))) {
    const shared = runs.find((id) => held.includes(id));
    throw new MergeError(`${both}: run ${shared} went into both; merge the runs themselves`);
  }
  if (runs.length < held.length || isDeepStrictEqual(one.report, holder.report)) return;
  throw new MergeError(
    `${both}: they differ and say that they are one run, ${one.report.run.id}; give the one that it wrote`,
  );
}
