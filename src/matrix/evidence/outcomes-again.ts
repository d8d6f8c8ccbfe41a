import { resolve } from 'node:path';
import { parseJson } from '../../engine/files/parse-data.ts';
import { readLimited } from '../../engine/files/read-limited.ts';
import type { Outcome, Report } from '../../engine/report.ts';
import { EvidenceError } from './evidence-error.ts';
import { readEvidence } from './read-evidence.ts';
import type { RunRecord } from './run-record.ts';

/** Gives the outcomes of runs in full: reads their files again, each once. */
export function outcomesAgain(cwd: string): (record: RunRecord) => ReadonlyMap<string, Outcome> {
  const reports = new Map<string, Report>();
  const read = new Map<RunRecord, ReadonlyMap<string, Outcome>>();
  return (record) => {
    const known = read.get(record);
    if (known) return known;
    const report = reports.get(record.file) ?? readAgain(record, cwd);
    reports.set(record.file, report);
    const result = report.providers.find(({ name }) => name === record.provider.name);
    const outcomes = new Map(result?.outcomes.map((outcome) => [outcome.contract, outcome]));
    read.set(record, outcomes);
    return outcomes;
  };
}

function readAgain({ file, run }: RunRecord, cwd: string): Report {
  const evidence = readEvidence(parseJson(readLimited(resolve(cwd, file))));
  if (evidence.kind === 'report' && evidence.report.run.id === run.id) return evidence.report;
  throw new EvidenceError(`${file} was changed while it was read: try again when nobody writes there`);
}
