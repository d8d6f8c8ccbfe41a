import { isLeftToAnotherShard, isWaived, type Outcome, type ProviderResult, type Report } from '../engine/report.ts';
import { testbedsOf } from '../engine/testbeds-of.ts';
import { cutLines, cutText } from './cut-text.ts';
import { outcomeSummary, programLines, wireLines } from './outcome-text.ts';
import { testbedOf, testbedsText } from './testbed-text.ts';
import { uniqueNames } from './unique-names.ts';
import { visibleText } from './visible-text.ts';
import { bytesOf, renderXml, type XmlNode } from './xml.ts';

/** Readers refuse files of 30 MB, and slow down long before; whatever a provider says stays below. */
const storiesBytesMax = 10_000_000;
const nameLengthMax = 100;
const messageLengthMax = 1_000;
const lineLengthMax = 300;
const linesMax = 100;

/** The report as JUnit XML: one suite per provider, one case per contract. */
export function renderJunit(report: Report): string {
  const names = namesOfCases(report).values();
  let room = storiesBytesMax;
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
      name: nameText(`${provider.name} on ${testbedsText(provider)}`),
      ...countsOf(provider.outcomes, report),
      time: seconds(provider.timing.totalMs),
      timestamp: report.run.startedAt.replace(/\.\d+Z$/, ''),
    };
    return {
      name: 'testsuite',
      attributes,
      children: [
        propertiesOf(provider, report),
        ...provider.outcomes.map((outcome) => bounded(toCase(provider, outcome, names.next().value ?? '', report))),
      ],
    };
  }

  /** A case in full while there is room; then what it came to, without what happened. */
  function bounded(testcase: XmlNode): XmlNode {
    room -= bytesOf(testcase, 2);
    if (room >= 0) return testcase;
    return { ...testcase, children: testcase.children.map(withoutStory) };
  }
}

/** Where the same case is there twice, readers ignore one of them: each has a name of its own, in the order of all. */
function namesOfCases({ providers }: Report): readonly string[] {
  const pairs = providers.flatMap((provider) =>
    provider.outcomes.map((outcome) => `${className(provider, outcome)}\n${nameText(outcome.contract)}`),
  );
  return uniqueNames(pairs, (pair, number) => `${pair} (${number})`).map((pair) => pair.slice(pair.indexOf('\n') + 1));
}

function className(provider: ProviderResult, outcome: Outcome): string {
  return `${nameText(provider.name)}.${nameText(testbedOf(provider, outcome))}`;
}

/** As it is written: two names that differ may look the same there. */
function nameText(text: string): string {
  return visibleText(cutText(text, nameLengthMax));
}

function withoutStory(child: XmlNode | string): XmlNode | string {
  if (typeof child === 'string') return child;
  const { message = '' } = child.attributes;
  const attributes = { ...child.attributes, ...(message !== '' && { message: cutText(String(message), 100) }) };
  return { ...child, attributes, children: ['there is no room for it here: report.json has it'] };
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
    fidelity: testbedsOf(provider)
      .map(({ fidelity }) => fidelity)
      .join(' + '),
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
      attributes: { name, value: cutText(value, messageLengthMax) },
      children: [],
    })),
  };
}

function toCase(provider: ProviderResult, outcome: Outcome, name: string, report: Report): XmlNode {
  const judgement = judgementOf(outcome, report);
  return {
    name: 'testcase',
    attributes: { classname: className(provider, outcome), name },
    children: [...(judgement ? [judgement] : []), ...(outcome.weak === undefined ? [] : [weakNote(outcome.weak)])],
  };
}

function weakNote(weak: string): XmlNode {
  return { name: 'system-out', attributes: {}, children: [`weak: ${cutText(weak, messageLengthMax)}`] };
}

/**
 * What was asked for and not judged is an error, not a skip: a reader of the XML alone must not take it for green. What
 * another shard judges was not asked for here.
 */
function judgementOf(outcome: Outcome, { run }: Report): XmlNode | undefined {
  const message = cutText(outcomeSummary(outcome), messageLengthMax) || outcome.outcome;
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
  if (!counterexample) return cutText(outcomeSummary(outcome), messageLengthMax);
  const lines = [
    ...programLines(counterexample.program),
    `expected ${counterexample.expected}`,
    `actual   ${counterexample.actual}`,
    ...wireLines(counterexample.transcript),
    counterexample.replay,
    `level ${outcome.level}, seed ${outcome.seed}`,
  ];
  return cutLines(lines, { linesMax, lengthMax: lineLengthMax }).join('\n');
}

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(3);
}
