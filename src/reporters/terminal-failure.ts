import { type Counterexample, isWaived, type Outcome, type ProviderResult } from '../engine/report.ts';
import { programLines, wireLines } from './outcome-text.ts';
import type { TerminalStyle } from './terminal-style.ts';
import { testbedOf } from './testbed-text.ts';
import { visibleText } from './visible-text.ts';

/** One contract that did not pass: what was promised, the shortest program that breaks it, and how to see it again. */
export function renderFailure(provider: ProviderResult, outcome: Outcome, style: TerminalStyle): string {
  const { colors } = style;
  const about = style.describe(outcome.contract);
  const where = colors.dim(visibleText(`${provider.name} on ${testbedOf(provider, outcome)}`));
  const title = about ? `  ${about.title}` : '';
  return [
    `${markOf(outcome, colors)}  ${colors.bold(visibleText(outcome.contract))}${title}  ${where}`,
    ...(about ? [`  ${about.statement}`] : []),
    ...(outcome.reason ? [`  ${visibleText(`${outcome.reason.code}: ${outcome.reason.text}`)}`] : []),
    ...expiredLines(outcome),
    ...(outcome.counterexample ? counterexampleLines(outcome.counterexample, style.colors) : []),
  ].join('\n');
}

function markOf(outcome: Outcome, colors: TerminalStyle['colors']): string {
  if (isWaived(outcome)) return colors.yellow('WAIVED');
  return outcome.outcome === 'fail' ? colors.red('FAIL') : colors.yellow(outcome.outcome.toUpperCase());
}

function expiredLines({ waiver }: Outcome): readonly string[] {
  if (waiver?.state !== 'expired') return [];
  const { owner, expires, reason, link } = waiver;
  return [`  ${visibleText(`the waiver of ${owner} held until ${expires}: ${reason} (${link})`)}`];
}

/** The program, what was expected and seen, the calls on the wire, and how to see it again. */
export function counterexampleLines(
  counterexample: Counterexample,
  colors: TerminalStyle['colors'],
): readonly string[] {
  const { expected, actual, transcript, replay, found } = counterexample;
  const wire = wireLines(transcript);
  return [
    '',
    ...programLines(counterexample.program).map((line) => `    ${line}`),
    '',
    `  expected  ${colors.green(visibleText(expected))}`,
    `  actual    ${colors.red(visibleText(actual))}`,
    ...(wire.length > 0 ? ['  wire', ...wire.map((line) => colors.dim(`    ${line}`))] : []),
    `  found     in case ${found.cases}, shrunk from ${found.stepsBefore} steps to ${counterexample.steps.length}`,
    `  replay    ${colors.cyan(visibleText(replay))}`,
  ];
}
