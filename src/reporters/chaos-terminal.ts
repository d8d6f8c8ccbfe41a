import { dirname } from 'node:path';
import type { Colors } from 'picocolors/types.js';
import type { ChaosReport, ReportedFailure } from '../chaos/chaos-report.ts';
import { shareBelow } from '../chaos/rule-of-three.ts';
import { hereLine, leakedLines, promotionLines, timeText, unsupportedLines } from './chaos-host-lines.ts';
import { disturbanceLines, oracleLines } from './chaos-tables.ts';
import { counted } from './counted.ts';
import { crashPointLines } from './crash-points-terminal.ts';
import type { TextStyle } from './text-style.ts';
import { visibleText } from './visible-text.ts';

/** For people: the story first, then what was done and what was judged, then the verdict. */
export function renderChaosTerminal(report: ChaosReport, { colors, columns }: TextStyle, tookMs: number): string {
  const { failures, verdict, reasons, run, controlPlane, host } = report;
  const name = visibleText(controlPlane.path ?? controlPlane.name);
  const head = failures.flatMap((failure) => failureLines(failure, report, name, colors));
  const hasTables = failures.length === 0 && !report.crashPoints;
  const tables = hasTables
    ? [...disturbanceLines(report, columns), ...oracleLines(report, columns), ...unsupportedLines(report)]
    : [];
  const paint = verdict === 'pass' ? colors.green : verdict.startsWith('fail') ? colors.red : colors.yellow;
  const where = `${host.testbed} ${host.provider}`;
  const what = `${name} ${paint(verdict === 'pass' ? 'survives' : verdict)}: ${run.made} of ${run.asked} runs on ${where}`;
  const label = verdict.startsWith('fail') ? 'besides' : verdict;
  return [
    ...head,
    ...tables,
    ...(report.crashPoints ? crashPointLines(report.crashPoints, colors) : []),
    ...reasons.map((reason) => `  ${colors.yellow(label)}  ${visibleText(reason)}`),
    ...report.divergences.flatMap(divergenceLines),
    ...leakedLines(report, colors),
    `${what}, ${timeText(report)}`,
    ...(report.crashPoints ? [] : confidenceLines(run)),
    ...(run.repeated > 0
      ? [`${counted(run.repeated, 'run')} made twice: ${counted(report.divergences.length, 'divergence')}`]
      : []),
    ...(failures.length > 0 ? countLines(report) : []),
    `Assay ${run.assayVersion}, seed ${run.seed}, ${(tookMs / 1_000).toFixed(1)} s`,
    '',
  ].join('\n');
}

function failureLines(failure: ReportedFailure, report: ChaosReport, name: string, colors: Colors): readonly string[] {
  const { oracle, title, story, found, seen, experiment, replay, emitted, lastWords } = failure;
  const { operations, disturbances, phases } = experiment;
  const { museum } = report;
  return [
    `${colors.red('FAIL')}  ${oracle}  ${title}  ${name}`,
    '',
    ...story.map((sentence, index) => `  ${String(index + 1).padStart(2)}. ${visibleText(sentence)}`),
    '',
    '  experiment',
    ...[...operations, ...disturbances, phases].map((part) => colors.dim(`    ${visibleText(JSON.stringify(part))}`)),
    `  found     in run ${found.run}, and in ${count(seen)} of ${count(report.run.made)} in all, shrunk from ${counted(found.operations, 'operation')} and ${counted(found.disturbances, 'disturbance')} to ${operations.length} and ${disturbances.length} in ${found.shrinkRuns} runs`,
    ...hereLine(report, failure),
    ...promotionLines(failure, colors),
    `  replay    ${visibleText(replay)}`,
    `  as test   npx vitest run --dir ${visibleText(dirname(emitted.test))} ${visibleText(emitted.test)}`,
    `  as page   ${visibleText(emitted.page)}`,
    ...(lastWords === undefined ? [] : printedLines(lastWords, colors)),
    ...(museum ? [`  seen at   ${visibleText(museum.bug)}`] : []),
    '',
  ];
}

function divergenceLines({ seed, event, first, second }: ChaosReport['divergences'][number]): readonly string[] {
  const told = (each: typeof first) => (each === null ? 'nothing more' : visibleText(JSON.stringify(each)));
  return [`  seed ${seed} went apart at event ${event}`, `    once   ${told(first)}`, `    again  ${told(second)}`];
}

/** What so many runs without a failure say of all those that were not made. */
function confidenceLines({ failed, made }: ChaosReport['run']): readonly string[] {
  if (failed > 0 || made === 0) return [];
  const percent = Number((shareBelow(made) * 100).toPrecision(1));
  return [`0 of ${counted(made, 'seed')} failed: below ${percent} % at 95 %`];
}

/** In place of the tables, which would push the story off the screen. */
function countLines({ disturbances, oracles }: ChaosReport): readonly string[] {
  const planned = disturbances.filter((each) => each.planned > 0);
  const acted = planned.filter((each) => each.acted > 0);
  const judged = oracles.filter(({ exercised }) => exercised > 0);
  const kinds = `${acted.length} of ${counted(planned.length, 'kind')} of disturbance acted`;
  return [
    `${kinds}, ${judged.length} of ${counted(oracles.length, 'oracle')} judged: chaos-report.json has the tables`,
  ];
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}

const printedMax = 10;

/** The end of what the program of the control plane has printed. */
function printedLines(lastWords: string, colors: Colors): readonly string[] {
  const lines = lastWords.trimEnd().split('\n').slice(-printedMax);
  return ['  it printed', ...lines.map((line) => colors.dim(`    ${visibleText(line)}`))];
}
