import { resolve } from 'node:path';
import type { Outcome } from '../../engine/report.ts';
import { EvidenceError } from './evidence-error.ts';
import type { Gathering } from './gather-evidence.ts';
import { readEvidenceFile } from './read-evidence.ts';
import type { RunRecord, ToldRun } from './run-record.ts';
import type { Trust } from './trust.ts';

/** Gives in full what was remembered in short. */
export interface Rereader {
  told(record: RunRecord): ToldRun;
  outcomes(record: RunRecord): ReadonlyMap<string, Outcome>;
}

/** Reads files again. What is shown of a run is kept, the rest is not. */
export function createRereader({ cwd, trust }: Gathering): Rereader {
  const shown = new Map<RunRecord, ReadonlyMap<string, Outcome>>();
  let last: { readonly file: string; readonly runs: readonly ToldRun[] } = { file: '', runs: [] };
  const told = (record: RunRecord): ToldRun => {
    if (last.file !== record.file) last = { file: record.file, runs: runsIn(resolve(cwd, record.file), trust) };
    const again = last.runs.find(
      ({ provider, run }) => provider.name === record.provider.name && run.id === record.run.id,
    );
    if (again) return again;
    throw new EvidenceError(`${record.file} was changed while it was read: try again when nobody writes there`);
  };
  const outcomes = (record: RunRecord) => {
    const before = shown.get(record);
    if (before) return before;
    const made = new Map(told(record).provider.outcomes.map((outcome) => [outcome.contract, outcome]));
    shown.set(record, made);
    return made;
  };
  return { told, outcomes };
}

function runsIn(path: string, trust: Trust): readonly ToldRun[] {
  const evidence = readEvidenceFile(path, trust);
  return evidence.kind === 'runs' ? evidence.runs : [];
}
