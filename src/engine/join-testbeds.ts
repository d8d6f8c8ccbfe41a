import { type Capabilities, capabilityNames } from '../provider/capability.ts';
import { fidelities } from '../testbed/fidelity.ts';
import {
  contractSetText,
  digestShown,
  joinRest,
  joinRuns,
  MergeError,
  mustAgree,
  type NamedReport,
} from './named-report.ts';
import type { Outcome, OutcomeKind, ProviderResult, ReasonCode, Report } from './report.ts';
import { verdictOf } from './verdict.ts';

/** Runs of the same providers on different testbeds as one report: each contract with its best evidence. */
export function joinTestbeds(reports: readonly NamedReport[]): Report {
  const [first] = reports;
  if (!first) throw new MergeError('there is no report to merge');
  for (const other of reports) mustAgree(first, other, 'contract set', contractSetText);
  const evidence = reports.flatMap(({ file, report }) => report.providers.map((result) => ({ file, result })));
  // One report alone is only shown again.
  if (reports.length === 1) return first.report;
  const byName = Map.groupBy(evidence, ({ result }) => result.name);
  return {
    schemaVersion: 1,
    run: joinRuns(reports),
    contractSet: first.report.contractSet,
    providers: [...byName.values()].map(joinProvider),
  };
}

interface Evidence {
  readonly file: string;
  readonly result: ProviderResult;
}

function joinProvider(evidence: readonly Evidence[]): ProviderResult {
  const [first, ...others] = evidence as readonly [Evidence, ...Evidence[]];
  if (others.length === 0) return first.result;
  for (const other of others) mustBeOneProvider(first, other);
  mustBeOnDifferentTestbeds(evidence);
  const results = evidence.map(({ result }) => result);
  const outcomes = joinOutcomes(results);
  const [testbed, ...alsoOn] = results.flatMap(testbedsOf);
  return {
    ...first.result,
    ...(testbed && { testbed }),
    alsoOn,
    capabilities: declaredOnAny(results),
    verdict: verdictOf(outcomes),
    outcomes,
    ...joinRest(results),
  };
}

function mustBeOneProvider(a: Evidence, b: Evidence): void {
  const [of, other] = [a, b].map(({ result }) => result.digest.slice(0, digestShown));
  if (of === other) return;
  const { name } = a.result;
  throw new MergeError(
    `${a.file} and ${b.file} cannot be merged: the digest of ${name} is ${of} in one, ${other} in the other`,
  );
}

function mustBeOnDifferentTestbeds(evidence: readonly Evidence[]): void {
  const fileOf = new Map<string, string>();
  for (const { file, result } of evidence) {
    for (const { name } of testbedsOf(result)) {
      const before = fileOf.get(name);
      if (before !== undefined) {
        throw new MergeError(
          `${before} and ${file} both have ${result.name} on ${name}: merge shards of one run, or runs on different testbeds`,
        );
      }
      fileOf.set(name, file);
    }
  }
}

function testbedsOf({ testbed, alsoOn = [] }: ProviderResult): readonly ProviderResult['testbed'][] {
  return [testbed, ...alsoOn];
}

/** A service may offer less on one testbed than on another. */
function declaredOnAny(results: readonly ProviderResult[]): Capabilities {
  const declared = capabilityNames.map((name) => [name, results.some(({ capabilities }) => capabilities[name])]);
  return Object.fromEntries(declared) as Capabilities;
}

function joinOutcomes(results: readonly ProviderResult[]): readonly Outcome[] {
  const all = results.flatMap(({ testbed, outcomes }) =>
    outcomes.map((outcome): Outcome => ({ testbed: testbed.name, ...outcome })),
  );
  const fidelityOf = new Map(results.flatMap(testbedsOf).map(({ name, fidelity }) => [name, fidelity]));
  const closenessOf = ({ testbed = '' }: Outcome) => fidelities.indexOf(fidelityOf.get(testbed) ?? 'simulated');
  // Of two that say the same, the one from closer to the real service.
  const isBetter = (a: Outcome, b: Outcome) =>
    weightOf(a) === weightOf(b) ? closenessOf(a) > closenessOf(b) : weightOf(a) < weightOf(b);
  return [...Map.groupBy(all, ({ contract }) => contract).values()].map((outcomes) =>
    outcomes.reduce((best, outcome) => (isBetter(outcome, best) ? outcome : best)),
  );
}

/** What of an outcome says how much it weighs beside those of other testbeds. */
export interface Weighed {
  readonly outcome: OutcomeKind;
  readonly reason?: { readonly code: ReasonCode };
}

/** What was seen broken anywhere is broken; then what was judged; then the reasons why not, the one that binds most first. */
const weights: readonly string[] = [
  'fail',
  'flaky',
  'pass',
  'inconclusive',
  'skip testbed-cannot',
  'skip capability-absent',
  'skip waived',
  'not-run',
  'skip',
];

/** The less, the more it says: of a contract, the outcome of least weight is its best evidence. */
export function weightOf({ outcome, reason }: Weighed): number {
  const exact = weights.indexOf(`${outcome} ${reason?.code}`);
  return exact >= 0 ? exact : weights.indexOf(outcome);
}
