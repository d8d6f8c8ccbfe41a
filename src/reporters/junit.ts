import { isLeftToAnotherShard, isWaived, type Outcome, type ProviderResult, type Report } from '../engine/report.ts';
import { outcomeSummary, programLines, wireLines } from './outcome-text.ts';
import { testbedOf, testbedsText } from './testbed-text.ts';
import { renderXml, type XmlNode } from './xml.ts';

/** The report as JUnit XML: one suite per provider, one case per contract. */
export function renderJunit(report: Report): string {
  const suites = report.providers.map(toSuite);
  const attributes = {
    name: 'assay',
    ...countsOf(
      report.providers.flatMap((provider) => provider.outcomes),
      report,
    ),
  };
  return renderXml({ name: 'testsuites', attributes, children: suites });

  function toSuite(provider: ProviderResult): XmlNode {
    const attributes = {
      name: `${provider.name} on ${testbedsText(provider)}`,
      ...countsOf(provider.outcomes, report),
      time: seconds(provider.timing.totalMs),
      timestamp: report.run.startedAt.replace(/\.\d+Z$/, ''),
    };
    return {
      name: 'testsuite',
      attributes,
      children: [
        propertiesOf(provider, report),
        ...provider.outcomes.map((outcome) => toCase(provider, outcome, report)),
      ],
    };
  }
}

function countsOf(outcomes: readonly Outcome[], report: Report): Readonly<Record<string, number>> {
  const nodes = outcomes.map((outcome) => judgementOf(outcome, report)?.name);
  const count = (name: string) => nodes.filter((node) => node === name).length;
  return {
    tests: outcomes.length,
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
  };
}

function propertiesOf(provider: ProviderResult, report: Report): XmlNode {
  const properties: Readonly<Record<string, string>> = {
    verdict: provider.verdict,
    tier: provider.tier,
    fidelity: [provider.testbed, ...(provider.alsoOn ?? [])].map(({ fidelity }) => fidelity).join(' + '),
    digest: provider.digest,
    seed: String(report.run.seed),
    contractSet: report.contractSet.version,
    ...(provider.remarks && { remarks: provider.remarks.join('; ') }),
  };
  return {
    name: 'properties',
    attributes: {},
    children: Object.entries(properties).map(([name, value]) => ({
      name: 'property',
      attributes: { name, value },
      children: [],
    })),
  };
}

function toCase(provider: ProviderResult, outcome: Outcome, report: Report): XmlNode {
  const judgement = judgementOf(outcome, report);
  return {
    name: 'testcase',
    attributes: { classname: `${provider.name}.${testbedOf(provider, outcome)}`, name: outcome.contract },
    children: [...(judgement ? [judgement] : []), ...(outcome.weak === undefined ? [] : [weakNote(outcome.weak)])],
  };
}

function weakNote(weak: string): XmlNode {
  return { name: 'system-out', attributes: {}, children: [`weak: ${weak}`] };
}

/**
 * What was asked for and not judged is an error, not a skip: a reader of the XML alone must not take it for green. What
 * another shard judges was not asked for here.
 */
function judgementOf(outcome: Outcome, { run }: Report): XmlNode | undefined {
  const message = outcomeSummary(outcome);
  if (isLeftToAnotherShard(run, outcome) || isWaived(outcome)) {
    return { name: 'skipped', attributes: { message }, children: [] };
  }
  // The run fails for it, so a reader of the XML alone must not take it for green.
  if (outcome.waiver?.state === 'needless') {
    const text = 'the contract passes, and a waiver says that it fails: remove the waiver';
    return { name: 'failure', attributes: { type: 'waiver-needless', message: text }, children: [] };
  }
  switch (outcome.outcome) {
    case 'pass':
      return undefined;
    case 'fail':
    case 'flaky':
      return {
        name: 'failure',
        attributes: { type: outcome.reason?.code ?? outcome.outcome, message },
        children: [story(outcome)],
      };
    case 'skip':
      return { name: 'skipped', attributes: { message }, children: [] };
    case 'inconclusive':
    case 'not-run':
      return { name: 'error', attributes: { type: outcome.outcome, message }, children: [] };
  }
}

function story(outcome: Outcome): string {
  const { counterexample } = outcome;
  if (!counterexample) return outcomeSummary(outcome);
  return [
    ...programLines(counterexample.program),
    `expected ${counterexample.expected}`,
    `actual   ${counterexample.actual}`,
    ...wireLines(counterexample.transcript),
    counterexample.replay,
    `level ${outcome.level}, seed ${outcome.seed}`,
  ].join('\n');
}

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(3);
}
