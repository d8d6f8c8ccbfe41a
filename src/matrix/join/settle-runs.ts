import type { RunRecord } from '../evidence/run-record.ts';
import type { RefusedFile } from '../matrix.ts';

/** Runs of which each counts once. */
export interface SettledRuns {
  readonly records: readonly RunRecord[];
  readonly refused: readonly RefusedFile[];
  /** Files that say what another says too. */
  readonly repeated: readonly string[];
}

/** Digest of everything that a run says: two files that tell the same have the same. Asked only where two tell of one run. */
export type ContentOf = (record: RunRecord) => string;

/**
 * Counts each run of a provider once, however many files tell of it: its report, a copy, its certificate, a merged report.
 * What contradicts a signature that is trusted is refused; where there is none, nobody can tell which is true.
 */
export function settleRuns(records: readonly RunRecord[], contentOf: ContentOf): SettledRuns {
  const byProvider = [...Map.groupBy(records, ({ provider }) => provider.name).values()];
  const settled = byProvider.map((all) => settleProvider(all, contentOf));
  return {
    records: settled.flatMap((each) => each.records),
    refused: settled.flatMap((each) => each.refused),
    repeated: [...new Set(settled.flatMap((each) => each.repeated))].toSorted(),
  };
}

function settleProvider(records: readonly RunRecord[], contentOf: ContentOf): SettledRuns {
  const runs = [...Map.groupBy(records, ({ run }) => run.id).values()].map((all) => settleRun(all, contentOf));
  const whole = runs.flatMap((each) => each.records);
  const isKnown = createMergeKnowledge(whole);
  const kept = whole.filter((record) => !isKnown(record));
  const shards = kept.filter(({ run }) => run.shard !== undefined);
  return {
    records: kept.filter(({ run }) => run.shard === undefined),
    refused: [...runs.flatMap((each) => each.refused), ...shards.map(refuseShard)],
    repeated: [...runs.flatMap((each) => each.repeated), ...whole.filter(isKnown).map(({ file }) => file)],
  };
}

/** All records are of one run of one provider. */
function settleRun(records: readonly RunRecord[], contentOf: ContentOf): SettledRuns {
  if (records.length === 1) return { records, refused: [], repeated: [] };
  const versions = [...Map.groupBy(records, contentOf).values()];
  const [one, another] = versions;
  if (one && !another) return { ...joinCopies(one), refused: [] };
  const trusted = versions.filter((copies) => copies.some(({ signature }) => signature.state === 'trusted'));
  const [truth] = trusted;
  const kept = truth && trusted.length === 1 ? joinCopies(truth) : { records: [], repeated: [] };
  const others = records.filter((record) => !truth?.includes(record) || trusted.length > 1);
  return { ...kept, refused: others.map((record) => refuseVersion(record, records, kept.records.length > 0)) };
}

/** A report has the counterexamples, a certificate the signature, and what its signer stands for ends with it. */
function joinCopies(copies: readonly RunRecord[]): Pick<SettledRuns, 'records' | 'repeated'> {
  const [shown, ...others] = copies.toSorted((a, b) => closeness(a) - closeness(b) || byFile(a, b));
  if (!shown) return { records: [], repeated: [] };
  const signed = copies.toSorted((a, b) => trust(a) - trust(b) || byFile(a, b));
  const { signature, expiresAt } = signed[0] ?? shown;
  const record = { ...shown, signature, ...(expiresAt !== undefined && { expiresAt }) };
  return { records: [record], repeated: others.filter(isOfSameKind(shown)).map(({ file }) => file) };
}

function closeness({ kind }: RunRecord): number {
  return kind === 'report' ? 0 : 1;
}

function trust({ signature }: RunRecord): number {
  return ['trusted', 'unchecked', 'unsigned'].indexOf(signature.state);
}

/** The nearer to what the user named; a report below `runs/` is a copy of one above. */
function byFile({ file: a }: RunRecord, { file: b }: RunRecord): number {
  return a.length - b.length || (a < b ? -1 : 1);
}

/** A certificate beside its report repeats nothing: it is what it is there for. */
function isOfSameKind({ kind }: RunRecord): (other: RunRecord) => boolean {
  return (other) => other.kind === kind;
}

function refuseVersion({ file, provider, run }: RunRecord, all: readonly RunRecord[], isTold: boolean): RefusedFile {
  const others = all.filter((other) => other.file !== file).map((other) => other.file);
  const end = isTold ? 'which is signed' : 'and nothing says which is true: leave the wrong one out';
  return {
    file,
    why: `says of ${provider.name} in run ${run.id} otherwise than ${others.toSorted().join(', ')}, ${end}`,
  };
}

function refuseShard({ file, run }: RunRecord): RefusedFile {
  return { file, why: `is shard ${run.shard} of a run: join its shards with assay merge first` };
}

/** A shard is known from the merged report that it went into, and a merged report from its parts where all are there. */
function createMergeKnowledge(records: readonly RunRecord[]): (record: RunRecord) => boolean {
  const merged = records.filter(isMerged);
  const inMerged = new Set(merged.flatMap(partsOf));
  const whole = new Set(records.flatMap(({ run }) => (run.shard === undefined ? [run.id] : [])));
  return (record) =>
    isMerged(record)
      ? partsOf(record).every((part) => whole.has(part))
      : record.run.shard !== undefined && inMerged.has(record.run.id);
}

function isMerged({ run }: RunRecord): boolean {
  return run.id.includes('+');
}

function partsOf({ run }: RunRecord): readonly string[] {
  return run.id.split('+');
}
