import type { Outcome, ProviderResult } from '../engine/report.ts';
import { leftOutByReason } from './outcome-text.ts';
import type { TerminalStyle } from './terminal-style.ts';
import { testbedsText } from './testbed-text.ts';
import { visibleText } from './visible-text.ts';
import { wrapWords } from './wrap-words.ts';

/** Remarks, and the reasons for what was left out, each with its contracts. What the user filtered out is only counted. */
export function renderLeftOut(provider: ProviderResult, style: TerminalStyle): readonly string[] {
  const groups = leftOutByReason(provider.outcomes);
  if (groups.size === 0 && provider.remarks === undefined) return [];
  const title = style.colors.bold(visibleText(`${provider.name} on ${testbedsText(provider)}`));
  const left = [...groups].flatMap(([why, outcomes]) => reasonLines(why, outcomes, style));
  const remarks = (provider.remarks ?? []).flatMap((remark) =>
    hanging(visibleText(`remark: ${remark}`), style.columns),
  );
  return [[title, ...left, ...remarks].join('\n')];
}

/** One line, as a program reads it; where it does not fit, the contracts stand below their reason. */
function reasonLines(why: string, outcomes: readonly Outcome[], { colors, columns }: TerminalStyle): readonly string[] {
  const reason = visibleText(why);
  const contracts = contractsOf(outcomes);
  if (2 + reason.length + 1 + contracts.length <= columns) return [`  ${reason}${colors.dim(` ${contracts}`)}`];
  const below = wrapWords(contracts.split(' '), columns - 4).map((line) => colors.dim(`    ${line}`));
  return [...hanging(reason, columns), ...below];
}

/** What does not fit goes on below, further in. */
function hanging(text: string, columns: number): readonly string[] {
  if (2 + text.length <= columns) return [`  ${text}`];
  return wrapWords(text.split(' '), columns - 4).map((line, index) => `${index === 0 ? '  ' : '    '}${line}`);
}

function contractsOf(outcomes: readonly Outcome[]): string {
  if (outcomes[0]?.reason?.code === 'filtered') return `(${outcomes.length})`;
  return visibleText(`(${outcomes.map(({ contract }) => contract).join(', ')})`);
}
