import type { RunRecord } from './evidence/run-record.ts';
import { contractsOf, type KnownContract } from './join/contracts-of.ts';
import type { Clock } from './join/freshness.ts';
import { joinProvider, type OutcomesOf } from './join/join-provider.ts';
import { slugsOf } from './join/slugs.ts';
import { lastWhole, type NewestFirst, standingOf } from './join/standing.ts';
import type { Matrix, MatrixChaos, RefusedFile } from './matrix.ts';

/** What a matrix is made of. The order of what was found changes nothing. */
export interface MatrixParts {
  readonly title: string;
  readonly assayVersion: string;
  readonly clock: Clock;
  /** Each run of a provider once. */
  readonly records: readonly RunRecord[];
  readonly chaos: readonly MatrixChaos[];
  readonly refused: readonly RefusedFile[];
  readonly catalogue: readonly KnownContract[];
  readonly outcomesOf: OutcomesOf;
}

/** Joins everything that is known to what a site says. */
export function buildMatrix({
  title,
  assayVersion,
  clock,
  records,
  chaos,
  refused,
  catalogue,
  outcomesOf,
}: MatrixParts): Matrix {
  const providers = runsByProvider(records);
  const slugs = slugsOf(providers.map(({ name }) => name));
  const options = { clock, outcomesOf, contracts: contractsOf(restedOn(providers), catalogue) };
  return {
    ...{ title, builtAt: clock.at, assayVersion, lifetime: clock.lifetime },
    contracts: options.contracts,
    providers: providers.map(({ name, runs }) => joinProvider(runs, slugs.get(name) ?? name, options)),
    chaos: chaos.toSorted((a, b) => byTime(b.report.run, a.report.run) || byText(a.slug, b.slug)),
    refused: refused.toSorted((a, b) => byText(a.file, b.file) || byText(a.why, b.why)),
  };
}

interface ProviderRuns {
  readonly name: string;
  readonly runs: NewestFirst;
}

/** By name. */
function runsByProvider(records: readonly RunRecord[]): readonly ProviderRuns[] {
  const byName = Map.groupBy(records.toSorted(newestFirst), ({ provider }) => provider.name);
  const providers = [...byName].flatMap(([name, [newest, ...older]]): readonly ProviderRuns[] =>
    newest ? [{ name, runs: [newest, ...older] }] : [],
  );
  return providers.toSorted((a, b) => byText(a.name, b.name));
}

/** The runs that cells may rest on: of each provider those like its last, newest first. */
function restedOn(providers: readonly ProviderRuns[]): readonly RunRecord[] {
  const alike = providers.flatMap(({ runs }) => {
    const last = lastWhole(runs);
    return runs.filter((run) => standingOf(run, last) === 'current');
  });
  return alike.toSorted(newestFirst);
}

function newestFirst(a: RunRecord, b: RunRecord): number {
  return byTime(b.run, a.run) || byText(a.run.id, b.run.id) || byText(a.file, b.file);
}

function byTime(a: { readonly finishedAt: string }, b: { readonly finishedAt: string }): number {
  return Date.parse(a.finishedAt) - Date.parse(b.finishedAt);
}

/** By code units: the same everywhere, whatever the language of the machine. */
function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
