import { MergeError } from '../../engine/named-report.ts';
import { shardText } from '../../engine/shard.ts';
import type { ChaosReport, ChaosShard, ReportedFailure } from '../chaos-report.ts';
import { judge } from '../chaos-verdict.ts';
import { countRuns, failureKey, type RunCount } from '../count-runs.ts';
import { findOracle } from '../oracles/oracle-set.ts';
import { reactionTimes } from '../reaction-times.ts';

export interface NamedChaosReport {
  readonly file: string;
  readonly report: ChaosReport;
}

interface Part extends NamedChaosReport {
  readonly shard: ChaosShard;
}

/**
 * The report that the whole shaking would have given, but for its times: its runs are counted in the order of their numbers,
 * up to the one at which it would have ended. Throws MergeError for parts that do not belong together, and for a missing one
 * unless that is allowed: then its runs are told as not run.
 */
export function mergeChaosReports(
  reports: readonly NamedChaosReport[],
  { allowMissing }: { readonly allowMissing: boolean },
): ChaosReport {
  const parts = reports.map(toPart).sort((a, b) => a.shard.index - b.shard.index);
  const [first] = parts;
  if (!first) throw new MergeError('there is no report to merge');
  for (const other of parts) mustBeOfOneWhole(first, other);
  mustBeEachOnce(parts);
  const missing = missingShards(parts);
  if (missing.length > 0 && !allowMissing) throw missingError(parts, missing);
  return joinParts(first, parts, missing);
}

function toPart({ file, report }: NamedChaosReport): Part {
  if (!report.shard) throw new MergeError(`${file} is a whole shaking: only the shards of one are merged`);
  return { file, report, shard: report.shard };
}

function mustBeOfOneWhole(a: Part, b: Part): void {
  const agree = (what: string, textOf: (part: Part) => string) => {
    const [of, other] = [textOf(a), textOf(b)];
    if (of === other) return;
    throw new MergeError(
      `${a.file} and ${b.file} cannot be merged: the ${what} is ${of} in one, ${other} in the other`,
    );
  };
  agree('number of shards', ({ shard }) => String(shard.count));
  agree('seed', ({ report }) => String(report.run.seed));
  agree('number of seeds', ({ report }) => String(report.run.asked));
  agree('version of Assay', ({ report }) => report.run.assayVersion);
  agree('control plane', ({ report: { controlPlane } }) => controlPlane.path ?? controlPlane.name);
  agree('testbed', ({ report: { host } }) => `${host.provider} on ${host.testbed}`);
  agree('experiment', ({ report, shard }) => `${report.museum?.entry ?? report.scope} (${shard.plan.slice(0, 19)})`);
}

function mustBeEachOnce(parts: readonly Part[]): void {
  for (const [place, part] of parts.entries()) {
    const before = parts[place - 1];
    if (before?.shard.index !== part.shard.index) continue;
    throw new MergeError(
      `${before.file} and ${part.file} are both shard ${shardText(part.shard)}: give each shard once`,
    );
  }
}

function missingShards(parts: readonly Part[]): readonly number[] {
  const given = new Set(parts.map(({ shard }) => shard.index));
  const count = parts[0]?.shard.count ?? 0;
  return Array.from({ length: count }, (_, place) => place + 1).filter((index) => !given.has(index));
}

function missingError(parts: readonly Part[], missing: readonly number[]): MergeError {
  const [first] = parts as readonly [Part];
  const again = missing.slice(0, 3).map((index) => rerun(first, index));
  return new MergeError(
    `${missing.length} of ${first.shard.count} shards are missing beside ${parts.map(({ file }) => file).join(', ')}: run ${again.join(', ')} with the flags of the others, or give --allow-missing for what is there`,
  );
}

function rerun({ report, shard }: Part, index: number): string {
  const place = shardText({ index, count: shard.count });
  return `assay chaos --seed ${report.run.seed} --seeds ${report.run.asked} --shard ${place}`;
}

function joinParts(first: Part, parts: readonly Part[], missing: readonly number[]): ChaosReport {
  const { report, shard } = first;
  const isWhole = missing.length === 0;
  const count = countAll(parts, shard.failuresMax);
  const { tally, lost } = count;
  const failures = joinFailures(parts, count);
  const { shard: _shard, run, ...rest } = report;
  const isInterrupted = parts.some((part) => part.report.run.interrupted);
  return {
    ...rest,
    run: {
      ...run,
      startedAt: parts.map((part) => part.report.run.startedAt).reduce((a, b) => (a < b ? a : b)),
      finishedAt: parts.map((part) => part.report.run.finishedAt).reduce((a, b) => (a > b ? a : b)),
      interrupted: isInterrupted,
      made: tally.runs,
      failed: tally.failedRuns,
      repeated: tally.repeated,
      simulatedMs: tally.simulatedMs,
      events: tally.events,
    },
    ...judge({
      ...tally,
      lost,
      isInterrupted: isInterrupted && failures.length === 0,
      violated: failures.map(({ oracle }) => findOracle(oracle).kind),
      isDrawn: report.scope === 'drawn',
      oracles: shard.oracles,
      isPart: !isWhole,
      missing: [...missing.map((index) => notRun(first, index)), ...unmade(parts, count)],
    }),
    disturbances: report.disturbances.map((each) => ({
      ...each,
      ...(tally.kinds.get(each.kind) ?? { planned: 0, acted: 0 }),
      reaction: reactionTimes(tally.reactions, each.kind),
    })),
    oracles: report.oracles.map((each) => ({
      ...each,
      exercised: tally.exercised.get(each.id) ?? 0,
      violated: failures.some(({ oracle }) => oracle === each.id),
    })),
    failures,
    divergences: [...tally.divergences],
    lost: lost.map(({ run: number, lost: how, text }) => ({ run: number, how, text })),
  };
}

/** In the order of their numbers, and no further than the whole would have gone. */
function countAll(parts: readonly Part[], failuresMax: number): RunCount {
  const count = countRuns({ failuresMax, isPart: false });
  const runs = parts.flatMap(({ shard }) => shard.runs).sort((a, b) => a.index - b.index);
  for (const run of runs) {
    if (count.isEnough()) break;
    count.take(run);
  }
  return count;
}

/** Each way to fail as the shard made it small that has its first run. */
function joinFailures(parts: readonly Part[], { failures }: RunCount): readonly ReportedFailure[] {
  return [...failures].map(([key, { run, seen }]) => {
    const own = parts
      .flatMap(({ report }) => report.failures)
      .find((failure) => failureKey(failure) === key && failure.found.run === run);
    if (!own) throw new MergeError(`no shard tells of the failure of run ${run}: its report is not whole`);
    return { ...own, seen };
  });
}

function notRun(first: Part, index: number): string {
  return `shard ${shardText({ index, count: first.shard.count })} is not there, and its runs were not run: ${rerun(first, index)}`;
}

/** Runs that a shard was to make and had no time for. Where the whole ended before them, nobody misses them. */
function unmade(parts: readonly Part[], count: RunCount): readonly string[] {
  if (count.isEnough()) return [];
  return parts.flatMap((part) => {
    const { index, count: shards, runs } = part.shard;
    const own = Math.max(0, Math.ceil((part.report.run.asked - index + 1) / shards));
    if (runs.length >= own) return [];
    return [`shard ${shardText(part.shard)} made ${runs.length} of its ${own} runs: ${rerun(part, index)}`];
  });
}
