import { isWaived, type Outcome, type ProviderResult, type Report } from '../engine/report.ts';
import type { DescribeContract } from './describe-contract.ts';
import { fitBlocks, type Section } from './fit-blocks.ts';
import { markdownFailure } from './markdown-failure.ts';
import { markdownTable } from './markdown-table.ts';
import { codeSpan } from './markdown-text.ts';
import { isFailure, isWaiting, leftOutByReason } from './outcome-text.ts';
import { testbedsText } from './testbed-text.ts';

export interface MarkdownOptions {
  readonly describe: DescribeContract;
  /** No more than this; what finds no place is counted. Without, as much as a comment on GitHub may be. */
  readonly bytesMax?: number;
}

/** GitHub takes 65,536 characters, some of which somebody may want to write around it. */
const commentBytesMax = 60_000;
/** More contracts of one reason are only counted. */
const namesMax = 40;

/** The report for people in a pull request: a table, each failure, and why things were left out. */
export function renderMarkdown(report: Report, { describe, bytesMax = commentBytesMax }: MarkdownOptions): string {
  const { providers } = report;
  const all = providers.flatMap((provider) => provider.outcomes.map((outcome) => ({ provider, outcome })));
  const failures = all.filter(({ outcome }) => isFailure(outcome) && !isWaived(outcome));
  const sections: readonly Section[] = [
    { heading: headline(report), blocks: [markdownTable(providers), closing(report)], leftOut: () => '' },
    {
      heading: '### Failures',
      blocks: failures.map(({ provider, outcome }) => markdownFailure(provider, outcome, describe)),
      leftOut: (count) => `${count} more failures are left out here; report.json has them all.`,
    },
    list(
      '### Waivers',
      all.flatMap(({ provider, outcome }) => waiverLine(provider, outcome)),
    ),
    list('### Left out', providers.flatMap(leftOutLines)),
    list('### Weak passes', providers.flatMap(weakLines)),
    list(
      '### Still to write',
      providers.flatMap((provider) => waitingLine(provider)),
    ),
    list('### Remarks', providers.flatMap(remarkLines)),
  ];
  return `${fitBlocks(sections, bytesMax)}\n`;
}

function headline({ run, providers }: Report): string {
  const certified = providers.filter(({ verdict }) => verdict === 'certified').length;
  const part = run.shard === undefined ? '' : `, shard ${codeSpan(run.shard)}`;
  return `## Assay: ${certified} of ${providers.length} providers certified${part}`;
}

function closing({ run, contractSet, providers }: Report): string {
  const leaked = providers.reduce((sum, { resources }) => sum + resources.leaked, 0);
  return [
    ...(leaked > 0 ? [`**${leaked} resources leaked: they are still there.**`] : []),
    ...(run.interrupted ? ['**Interrupted.**'] : []),
    ...(run.assayVersion === undefined ? [] : [`Assay ${codeSpan(run.assayVersion)},`]),
    `seed ${run.seed}, contracts ${codeSpan(contractSet.version)}, ${run.finishedAt}`,
  ].join(' ');
}

/** One list, in which each line is a block, so that as many stand there as there is room for. */
function list(heading: string, lines: readonly string[]): Section {
  return {
    heading,
    blocks: lines.map((line) => `- ${line}`),
    isList: true,
    leftOut: (count) => `- and ${count} more; report.json has them all`,
  };
}

function waiverLine(provider: ProviderResult, { contract, waiver }: Outcome): readonly string[] {
  if (!waiver) return [];
  const { owner, reason, link, expires, state } = waiver;
  const became = {
    applied: 'failed, as was known',
    needless: '**passed: the waiver has to go**',
    expired: '**past its date: the failure counts**',
  };
  const who = `${codeSpan(owner)}, until ${expires}: ${codeSpan(reason)}, ${codeSpan(link)}`;
  return [`${codeSpan(contract)} of ${codeSpan(provider.name)} ${became[state]}; ${who}`];
}

function leftOutLines(provider: ProviderResult): readonly string[] {
  return [...leftOutByReason(provider.outcomes)].map(
    ([why, outcomes]) => `${where(provider)}, ${codeSpan(why)}: ${contractsOf(outcomes)}`,
  );
}

function contractsOf(outcomes: readonly Outcome[]): string {
  const count = outcomes.length === 1 ? '1 contract' : `${outcomes.length} contracts`;
  if (outcomes[0]?.reason?.code === 'filtered' || outcomes.length > namesMax) return count;
  return outcomes.map(({ contract }) => codeSpan(contract)).join(', ');
}

function weakLines(provider: ProviderResult): readonly string[] {
  return provider.outcomes
    .filter((outcome) => !isWaiting(outcome) && outcome.weak !== undefined)
    .map(({ contract, weak = '' }) => `${where(provider)}, ${codeSpan(contract)}: ${codeSpan(weak)}`);
}

function waitingLine(provider: ProviderResult): readonly string[] {
  const parts = new Set(provider.outcomes.flatMap(({ missing = [] }) => missing));
  if (parts.size === 0) return [];
  const named = [...parts].slice(0, namesMax).map(codeSpan).join(', ');
  const waiting = provider.outcomes.filter(isWaiting).length;
  return [`${where(provider)}: ${parts.size} parts, for which ${waiting} contracts wait: ${named}`];
}

function remarkLines(provider: ProviderResult): readonly string[] {
  return (provider.remarks ?? []).map((remark) => `${where(provider)}: ${codeSpan(remark)}`);
}

function where(provider: ProviderResult): string {
  return `${codeSpan(provider.name)} on ${codeSpan(testbedsText(provider))}`;
}
