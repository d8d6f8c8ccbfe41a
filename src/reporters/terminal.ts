import { isWaived, type ProviderResult, type Report } from '../engine/report.ts';
import { isFailure, isWaiting } from './outcome-text.ts';
import { renderFailure } from './terminal-failure.ts';
import { renderLeftOut } from './terminal-left-out.ts';
import { renderMissing } from './terminal-missing.ts';
import type { TerminalStyle } from './terminal-style.ts';
import { renderTable } from './terminal-table.ts';
import { visibleText } from './visible-text.ts';

/** The report for a person: each failure as a short program, why things were skipped, a table, and what is still to be written. */
export function renderTerminal(report: Report, style: TerminalStyle): string {
  const parts = [
    ...report.providers.flatMap((provider) => failuresOf(provider, style)),
    ...report.providers.flatMap((provider) => renderLeftOut(provider, style)),
    ...report.providers.flatMap((provider) => weakOf(provider, style)),
    ...(report.providers.length > 0 ? [renderTable(report.providers, style)] : []),
    closingLine(report, style),
    ...report.providers.flatMap((provider) => renderMissing(provider, style)),
  ];
  return `\n${parts.join('\n\n')}\n`;
}

/** What is waived comes first: what is read at the end is what there is to do. */
function failuresOf(provider: ProviderResult, style: TerminalStyle): readonly string[] {
  return provider.outcomes
    .filter(isFailure)
    .toSorted((a, b) => Number(isWaived(b)) - Number(isWaived(a)))
    .map((outcome) => renderFailure(provider, outcome, style));
}

/** Passes that show little. */
function weakOf(provider: ProviderResult, style: TerminalStyle): readonly string[] {
  const lines = provider.outcomes
    .filter((outcome) => !isWaiting(outcome) && outcome.weak !== undefined)
    .map(({ contract, weak = '' }) => `  ${visibleText(contract)}: ${style.colors.dim(visibleText(weak))}`);
  const title = visibleText(`weak passes of ${provider.name} on ${provider.testbed.name}`);
  return lines.length === 0 ? [] : [[style.colors.yellow(title), ...lines].join('\n')];
}

function closingLine({ run, providers }: Report, style: TerminalStyle): string {
  const seconds = (Date.parse(run.finishedAt) - Date.parse(run.startedAt)) / 1_000;
  const leaked = providers.reduce((sum, { resources }) => sum + resources.leaked, 0);
  const part = run.shard === undefined ? '' : `shard ${visibleText(run.shard)}, `;
  const by = run.assayVersion === undefined ? '' : `Assay ${visibleText(run.assayVersion)}, `;
  const facts = `${by}${part}seed ${run.seed}, ${seconds.toFixed(1)} s`;
  return [
    ...(leaked > 0 ? [style.colors.red(`${leaked} resources leaked: they are still there`)] : []),
    ...(run.interrupted ? [style.colors.yellow(`interrupted; ${facts}`)] : [style.colors.dim(facts)]),
  ].join('\n');
}
