import type { Counterexample, Outcome, ProviderResult } from '../engine/report.ts';
import { programLines, wireLines } from './outcome-text.ts';
import type { TerminalStyle } from './terminal-style.ts';
import { testbedOf } from './testbed-text.ts';
import { visibleText } from './visible-text.ts';

/** One contract that did not pass: what was promised, the shortest program that breaks it, and how to see it again. */
export function renderFailure(provider: ProviderResult, outcome: Outcome, style: TerminalStyle): string {
  const { colors } = style;
  const about = style.describe(outcome.contract);
  const mark = outcome.outcome === 'fail' ? colors.red('FAIL') : colors.yellow(outcome.outcome.toUpperCase());
  const where = colors.dim(visibleText(`${provider.name} on ${testbedOf(provider, outcome)}`));
  const title = about ? `  ${about.title}` : '';
  return [
    `${mark}  ${colors.bold(visibleText(outcome.contract))}${title}  ${where}`,
    ...(about ? [`  ${about.statement}`] : []),
    ...(outcome.reason ? [`  ${visibleText(`${outcome.reason.code}: ${outcome.reason.text}`)}`] : []),
    ...(outcome.counterexample ? counterexampleLines(outcome.counterexample, style.colors) : []),
  ].join('\n');
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
