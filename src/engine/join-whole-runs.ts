import { type Capabilities, capabilityNames } from '../provider/capability.ts';
import { fidelities } from '../testbed/fidelity.ts';
import { bestEvidence } from './best-evidence.ts';
import { distinctRuns } from './distinct-runs.ts';
import { isAnswerBeside } from './is-answer-beside.ts';
import { mustBeOneProvider, type ProviderEvidence } from './must-be-one-provider.ts';
import { contractSetText, joinRest, joinRuns, MergeError, mustAgree, type NamedReport } from './named-report.ts';
import type { Outcome, ProviderResult, Report, TestbedOfRun } from './report.ts';
import { testbedsOf } from './testbeds-of.ts';
import { verdictOf } from './verdict.ts';

/**
 * Whole runs as one report, whatever the order of the files. On one testbed the newest complete result of a contract counts,
 * and results that disagree are a conflict; of several testbeds each contract has its best evidence.
 */
export function joinWholeRuns(given: readonly NamedReport[]): Report {
  const [first] = given;
  if (!first) throw new MergeError('there is no report to merge');
  for (const other of given) mustAgree(first, other, 'contract set', contractSetText);
  const distinct = distinctRuns(given).reports;
  const [alone = first] = distinct;
  // One report alone is only shown again.
  if (distinct.length === 1) return alone.report;
  for (const all of evidenceOf(distinct)) mustBeOneProvider(all);
  const reports = distinct.toSorted(byAge);
  const byProvider = evidenceOf(reports);
  const providers = byProvider.map(joinProvider);
  // What one run was cut short of another may have judged.
  const isCut = byProvider.some((all) => all.every(({ run }) => run.interrupted)) || providers.some(isCutShort);
  return {
    schemaVersion: 1,
    run: { ...joinRuns(reports), interrupted: isCut },
    contractSet: first.report.contractSet,
    providers,
  };
}

/** What there is about each provider. */
function evidenceOf(reports: readonly NamedReport[]): readonly (readonly ProviderEvidence[])[] {
  const evidence = reports.flatMap(({ file, report: { run, providers } }) =>
    providers.map((result): ProviderEvidence => ({ file, run, result })),
  );
  return [...Map.groupBy(evidence, ({ result }) => result.name).values()];
}

function byAge({ report: { run: a } }: NamedReport, { report: { run: b } }: NamedReport): number {
  return Date.parse(a.finishedAt) - Date.parse(b.finishedAt) || (a.id < b.id ? -1 : 1);
}

function isCutShort({ outcomes }: ProviderResult): boolean {
  return outcomes.some(({ reason }) => reason?.code === 'interrupted');
}

function joinProvider(evidence: readonly ProviderEvidence[]): ProviderResult {
  const results = evidence.map(({ result }) => result);
  const [first] = results as [ProviderResult];
  const testbeds = distinctTestbeds(results);
  const [testbed = first.testbed, ...alsoOn] = testbeds;
  const outcomes = joinOutcomes(evidence, testbeds);
  const { alsoOn: _, ...newest } = results.at(-1) ?? first;
  return {
    ...newest,
    testbed,
    ...(alsoOn.length > 0 && { alsoOn }),
    capabilities: declaredOnAny(results),
    verdict: verdictOf(outcomes),
    outcomes,
    ...joinRest(results),
  };
}

/** Each testbed once, what is further from the real service first. */
function distinctTestbeds(results: readonly ProviderResult[]): readonly TestbedOfRun[] {
  const byName = new Map(results.flatMap(testbedsOf).map((testbed) => [testbed.name, testbed]));
  return [...byName.values()].toSorted(
    (a, b) => fidelities.indexOf(a.fidelity) - fidelities.indexOf(b.fidelity) || (a.name < b.name ? -1 : 1),
  );
}

/** A service may offer less on one testbed than on another. */
function declaredOnAny(results: readonly ProviderResult[]): Capabilities {
  const declared = capabilityNames.map((name) => [name, results.some(({ capabilities }) => capabilities[name])]);
  return Object.fromEntries(declared) as Capabilities;
}

function joinOutcomes(evidence: readonly ProviderEvidence[], testbeds: readonly TestbedOfRun[]): readonly Outcome[] {
  const all = evidence.flatMap(({ run: { id, finishedAt }, result: { capabilities, testbed, outcomes } }) =>
    outcomes.map((outcome) => ({
      capabilities,
      ...outcome,
      traced: { testbed: testbed.name, run: { id, finishedAt }, ...outcome },
    })),
  );
  const best = [...Map.groupBy(all, ({ contract }) => contract).values()].map((said) =>
    bestEvidence(
      said.filter((one) => isAnswerBeside(one, said)).map(({ traced }) => traced),
      testbeds,
    ),
  );
  // Where there is one testbed alone, it goes without saying.
  return testbeds.length > 1 ? best : best.map(({ testbed: _, ...outcome }) => outcome);
}
