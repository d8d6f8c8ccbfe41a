import type { NamedReport } from '../engine/named-report.ts';
import type { ProviderResult } from '../engine/report.ts';
import { bySeverity } from './by-severity.ts';
import { contractChanges } from './contract-changes.ts';
import type { Change, ReportDiff } from './diff-schema.ts';
import { providerChanges } from './provider-changes.ts';

export interface DiffOptions {
  /** By how much a timing has to move, relative to what it was, to be told. */
  readonly thresholdPercent: number;
}

/** What changed from one report to another, the worst first. It depends on the two alone. */
export function diffReports(before: NamedReport, after: NamedReport, options: DiffOptions): ReportDiff {
  const pairs = pairsOf(before.report.providers, after.report.providers);
  const changes = [...contractSetChange(before, after), ...pairs.flatMap((pair) => changesOf(pair, options))];
  return {
    schemaVersion: 1,
    before: sideOf(before),
    after: sideOf(after),
    thresholdPercent: options.thresholdPercent,
    isWorse: changes.some(({ effect }) => effect === 'worse'),
    changes: changes.toSorted(bySeverity),
  };
}

interface Pair {
  readonly before?: ProviderResult;
  readonly after?: ProviderResult;
}

/** By name; where a report has one name several times, by their order. */
function pairsOf(before: readonly ProviderResult[], after: readonly ProviderResult[]): readonly Pair[] {
  const [old, current] = [keyed(before), keyed(after)];
  return [...new Set([...old.keys(), ...current.keys()])].map((key) => {
    const [was, is] = [old.get(key), current.get(key)];
    return { ...(was && { before: was }), ...(is && { after: is }) };
  });
}

function keyed(results: readonly ProviderResult[]): ReadonlyMap<string, ProviderResult> {
  const seen = new Map<string, number>();
  return new Map(
    results.map((result) => {
      const nth = (seen.get(result.name) ?? 0) + 1;
      seen.set(result.name, nth);
      return [`${nth} ${result.name}`, result] as const;
    }),
  );
}

function changesOf({ before, after }: Pair, { thresholdPercent }: DiffOptions): readonly Change[] {
  if (before && after) return [...providerChanges(before, after), ...contractChanges(before, after, thresholdPercent)];
  if (before) return [{ kind: 'provider-removed', effect: 'worse', provider: before.name, verdict: before.verdict }];
  if (after) return [{ kind: 'provider-added', effect: 'neutral', provider: after.name, verdict: after.verdict }];
  return [];
}

function contractSetChange(before: NamedReport, after: NamedReport): readonly Change[] {
  const [was, is] = [sideOf(before).contractSet, sideOf(after).contractSet];
  if (was.digest === is.digest && was.version === is.version) return [];
  return [{ kind: 'contract-set', effect: 'neutral', before: was, after: is }];
}

function sideOf({ file, report: { run, contractSet } }: NamedReport): ReportDiff['before'] {
  const { version, digest } = contractSet;
  return { file, run, contractSet: { version, digest } };
}
