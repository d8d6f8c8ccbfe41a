import {
  isWaived,
  type Outcome,
  type OutcomeKind,
  outcomeKinds,
  type ProviderResult,
  type Verdict,
} from '../engine/report.ts';
import { capabilityNames } from '../provider/capability.ts';
import { cutText } from './cut-text.ts';
import type { DescribeContract } from './describe-contract.ts';
import { outcomeSummary } from './outcome-text.ts';
import { frame, link, table } from './page-parts.ts';
import { fidelitiesText } from './testbed-text.ts';
import { element, type XmlNode } from './xml.ts';

/** What of a provider stands on the page. */
export interface ProviderParts {
  readonly provider: ProviderResult;
  readonly describe: DescribeContract;
  readonly showsContracts: boolean;
  readonly failures: readonly XmlNode[];
  /** Failures for which there is no room. */
  readonly missing: number;
}

const nameLengthMax = 100;
const textLengthMax = 240;
const remarksMax = 20;

/** One row for each provider: what it came to, and on what evidence. Kinds of outcome that nobody had take no column. */
export function providerTable(providers: readonly ProviderResult[]): XmlNode {
  const kinds = outcomeKinds.filter(
    (kind) => alwaysShown.includes(kind) || providers.some(({ outcomes }) => countOf(outcomes, kind) > 0),
  );
  const rows = providers.map((provider, index) => [
    element('a', { href: `#provider-${index + 1}` }, name(provider.name) || '(no name)'),
    word(provider.verdict, toneOf[provider.verdict]),
    provider.tier,
    name(fidelitiesText(provider)),
    ...kinds.map((kind) => String(countOf(provider.outcomes, kind))),
    String(provider.outcomes.filter(isWaived).length),
    String(provider.outcomes.reduce((sum, { cases }) => sum + cases, 0)),
  ]);
  const head = ['provider', 'verdict', 'tier', 'testbed', ...kinds, 'of these waived', 'cases'];
  return frame('Table of providers', table(head, rows));
}

const alwaysShown: readonly OutcomeKind[] = ['pass', 'fail', 'skip'];

function countOf(outcomes: readonly Outcome[], kind: OutcomeKind): number {
  return outcomes.filter(({ outcome }) => outcome === kind).length;
}

/** A provider: what it is, what failed, and what every contract came to. */
export function providerSection(
  { provider, describe, showsContracts, failures, missing }: ProviderParts,
  index: number,
): XmlNode {
  return element(
    'section',
    { id: `provider-${index + 1}` },
    element('h2', {}, `${name(provider.name)}: ${provider.verdict}`),
    element('p', { class: 'where' }, factsOf(provider)),
    ...remarksOf(provider),
    ...failures,
    ...(missing > 0 ? [element('p', { class: 'warn' }, `${missing} failures more are in report.json alone.`)] : []),
    showsContracts
      ? frame(`Contracts of ${name(provider.name)}`, contractTable(provider, describe))
      : element('p', { class: 'warn' }, 'There is no room for its contracts here: they are in report.json.'),
  );
}

function factsOf(provider: ProviderResult): string {
  const { tier, digest, source, capabilities, resources } = provider;
  const from = source ? `, ${text(source.path)}${source.version === undefined ? '' : ` ${name(source.version)}`}` : '';
  const declared = capabilityNames.filter((each) => capabilities[each]).join(', ') || 'none';
  const made = `${resources.created} created, ${resources.destroyed} destroyed, ${resources.leaked} leaked`;
  return `${tier} tier on ${text(fidelitiesText(provider))}${from}, ${name(digest)}; capabilities: ${declared}; ${made}`;
}

function remarksOf({ remarks = [] }: ProviderResult): readonly XmlNode[] {
  if (remarks.length === 0) return [];
  const more = remarks.length > remarksMax ? [`and ${remarks.length - remarksMax} more, in report.json`] : [];
  const items = [...remarks.slice(0, remarksMax).map((remark) => `remark: ${text(remark)}`), ...more];
  return [element('ul', {}, ...items.map((item) => element('li', {}, item)))];
}

function contractTable(provider: ProviderResult, describe: DescribeContract): XmlNode {
  const rows = provider.outcomes.map((outcome) => [
    contractCell(outcome, describe),
    outcome.level,
    word(outcome.outcome, isWaived(outcome) ? 'warn' : toneOf[outcome.outcome]),
    whyCell(outcome),
    String(outcome.cases),
    `${outcome.timing.p50Ms.toFixed(1)} / ${outcome.timing.p95Ms.toFixed(1)}`,
  ]);
  return table(['contract', 'level', 'outcome', 'why', 'cases', 'p50 / p95 ms'], rows);
}

function contractCell({ contract }: Outcome, describe: DescribeContract): XmlNode {
  const title = describe(contract)?.title;
  return element('span', {}, element('code', {}, name(contract)), ...(title === undefined ? [] : [text(title)]));
}

function whyCell(outcome: Outcome): XmlNode {
  const { weak, waiver, testbed } = outcome;
  return element(
    'span',
    {},
    text(outcomeSummary(outcome)),
    ...(weak === undefined ? [] : [`weak: ${text(weak)}`]),
    ...(testbed === undefined ? [] : [`on ${name(testbed)}`]),
    ...(waiver
      ? [
          `waiver ${waiver.state}, ${name(waiver.owner)} until ${waiver.expires}: ${text(waiver.reason)}`,
          // A part of an address would lead elsewhere.
          waiver.link.length > textLengthMax ? text(waiver.link) : link(waiver.link),
        ]
      : []),
  );
}

type Tone = 'good' | 'bad' | 'warn' | 'where';

const toneOf: Readonly<Record<OutcomeKind | Verdict, Tone>> = {
  ...{ pass: 'good', fail: 'bad', skip: 'where', flaky: 'warn', inconclusive: 'warn', 'not-run': 'warn' },
  ...{ certified: 'good', partial: 'warn', failed: 'bad', incomplete: 'warn' },
};

/** The word says it, the colour says it again. */
function word(text: string, tone: Tone): XmlNode {
  return element('b', { class: tone }, text);
}

function name(given: string): string {
  return cutText(given, nameLengthMax);
}

function text(given: string): string {
  return cutText(given, textLengthMax);
}
