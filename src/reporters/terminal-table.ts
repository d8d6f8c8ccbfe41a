import Table from 'cli-table3';
import { isWaived, type OutcomeKind, outcomeKinds, type ProviderResult, type Verdict } from '../engine/report.ts';
import { ifItFits } from './fit-table.ts';
import type { TerminalStyle } from './terminal-style.ts';
import { fidelitiesText } from './testbed-text.ts';
import { visibleText } from './visible-text.ts';

const alwaysShown: readonly OutcomeKind[] = ['pass', 'fail', 'skip'];

/**
 * One row per provider, and where that does not fit two lines. Kinds of outcome that nobody had take no column, so that it
 * fits a narrow terminal.
 */
export function renderTable(providers: readonly ProviderResult[], style: TerminalStyle): string {
  const kinds = outcomeKinds.filter(
    (kind) => alwaysShown.includes(kind) || providers.some((provider) => countOf(provider, kind) > 0),
  );
  const table = new Table({
    head: ['provider', 'tier', 'testbed', 'verdict', ...kinds, 'cases', 'time'],
    colAligns: ['left', 'left', 'left', 'left', ...kinds.map(() => 'right' as const), 'right', 'right'],
    style: { head: [], border: [] },
  });
  table.push(...providers.map((provider) => toRow(provider, kinds, style)));
  return ifItFits(table, style.columns, () => linesOf(providers, kinds, style)).join('\n');
}

function toRow(provider: ProviderResult, kinds: readonly OutcomeKind[], { colors }: TerminalStyle): string[] {
  const { verdict } = provider;
  return [
    visibleText(provider.name),
    provider.tier,
    visibleText(fidelitiesText(provider)),
    colors[colorOf[verdict]](verdict),
    ...kinds.map((kind) => countText(provider, kind)),
    String(casesOf(provider)),
    timeOf(provider),
  ];
}

function linesOf(
  providers: readonly ProviderResult[],
  kinds: readonly OutcomeKind[],
  { colors }: TerminalStyle,
): readonly string[] {
  const width = Math.max(...providers.map(({ name }) => visibleText(name).length));
  const indent = ' '.repeat(2 + width + 2);
  return providers.flatMap((provider) => {
    const counts = kinds.map((kind) => `${countText(provider, kind)} ${kind}`).join(', ');
    const name = visibleText(provider.name).padEnd(width);
    return [
      `  ${name}  ${colors[colorOf[provider.verdict]](provider.verdict)}: ${counts}`,
      `${indent}${provider.tier}, ${visibleText(fidelitiesText(provider))}, ${casesOf(provider)} cases in ${timeOf(provider)}`,
    ];
  });
}

const colorOf: Readonly<Record<Verdict, 'green' | 'yellow' | 'red'>> = {
  certified: 'green',
  partial: 'yellow',
  failed: 'red',
  inconclusive: 'yellow',
  incomplete: 'yellow',
};

function countText(provider: ProviderResult, kind: OutcomeKind): string {
  const waived = provider.outcomes.filter((outcome) => outcome.outcome === kind && isWaived(outcome)).length;
  const count = countOf(provider, kind);
  return waived > 0 ? `${count} (${waived} waived)` : String(count);
}

function countOf(provider: ProviderResult, kind: OutcomeKind): number {
  return provider.outcomes.filter(({ outcome }) => outcome === kind).length;
}

function casesOf({ outcomes }: ProviderResult): number {
  return outcomes.reduce((sum, { cases }) => sum + cases, 0);
}

function timeOf({ timing }: ProviderResult): string {
  return `${(timing.totalMs / 1_000).toFixed(1)} s`;
}
