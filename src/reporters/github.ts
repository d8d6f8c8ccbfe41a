import { isLeftToAnotherShard, isWaived, type Outcome, type ProviderResult, type Report } from '../engine/report.ts';
import { cutLines, cutText } from './cut-text.ts';
import type { DescribeContract } from './describe-contract.ts';
import { isFailure, isWaiting, outcomeSummary, programLines } from './outcome-text.ts';
import { testbedOf } from './testbed-text.ts';
import { visibleText } from './visible-text.ts';
import { withoutCommands } from './without-commands.ts';

/** GitHub keeps no more than ten of each level of a step, and says nothing of the others. */
const annotationsMax = 10;
const titleLengthMax = 200;
const lineLengthMax = 300;
const linesMax = 40;

type Level = 'error' | 'warning' | 'notice';

interface Annotation {
  readonly level: Level;
  readonly title: string;
  readonly lines: readonly string[];
  readonly file?: string;
}

/** The report as workflow commands: what GitHub shows beside the code, and on the page of the run. */
export function renderGithub(report: Report, describe: DescribeContract): string {
  const annotations = [
    ...report.providers.flatMap(leaksOf),
    ...report.providers.flatMap((provider) =>
      provider.outcomes.flatMap((outcome) => annotationsOf(report, provider, outcome, describe)),
    ),
  ];
  const levels: readonly Level[] = ['error', 'warning', 'notice'];
  return levels
    .flatMap((level) => asManyAsShown(annotations.filter((each) => each.level === level)))
    .map(command)
    .join('');
}

function leaksOf({ name, resources }: ProviderResult): readonly Annotation[] {
  if (resources.leaked === 0) return [];
  return [
    {
      level: 'error',
      title: `${resources.leaked} resources of ${name} leaked`,
      lines: ['They are still there: npx assay sweep'],
    },
  ];
}

function annotationsOf(
  report: Report,
  provider: ProviderResult,
  outcome: Outcome,
  describe: DescribeContract,
): readonly Annotation[] {
  const level = levelOf(report, outcome);
  if (level === undefined) return [];
  const what =
    outcome.waiver && outcome.waiver.state !== 'expired' ? `waiver ${outcome.waiver.state}` : outcome.outcome;
  const file = sourceFile(provider);
  return [
    {
      level,
      title: `${what}: ${outcome.contract} of ${provider.name} on ${testbedOf(provider, outcome)}`,
      lines: story(outcome, describe),
      ...(file !== undefined && { file }),
    },
  ];
}

/** Errors are what makes a run fail; warnings what could not be judged; what is waived is only noted. */
function levelOf({ run }: Report, outcome: Outcome): Level | undefined {
  if (outcome.waiver?.state === 'needless') return 'error';
  if (isWaived(outcome)) return 'notice';
  if (isFailure(outcome)) return outcome.outcome === 'inconclusive' ? 'warning' : 'error';
  if (outcome.outcome !== 'not-run' || isWaiting(outcome) || isLeftToAnotherShard(run, outcome)) return undefined;
  return outcome.reason?.code === 'filtered' ? undefined : 'warning';
}

function story(outcome: Outcome, describe: DescribeContract): readonly string[] {
  const { contract, waiver, counterexample } = outcome;
  const statement = describe(contract)?.statement;
  return [
    ...(statement === undefined ? [] : [statement]),
    ...(waiver ? [`waived by ${waiver.owner} until ${waiver.expires}: ${waiver.reason} ${waiver.link}`] : []),
    ...(counterexample
      ? [
          ...programLines(counterexample.program),
          `expected ${counterexample.expected}`,
          `actual   ${counterexample.actual}`,
          counterexample.replay,
        ]
      : [outcomeSummary(outcome)]),
  ];
}

/** Only a file of the repository can be annotated. */
function sourceFile({ source }: ProviderResult): string | undefined {
  const isInside = source && !/^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)/.test(source.path);
  return isInside && /\.[cm]?[jt]s$/.test(source.path) ? source.path : undefined;
}

/** The last place tells of those that have none. */
function asManyAsShown(annotations: readonly Annotation[]): readonly Annotation[] {
  const [first] = annotations;
  if (first === undefined || annotations.length <= annotationsMax) return annotations;
  const shown = annotations.slice(0, annotationsMax - 1);
  const left = annotations.length - shown.length;
  return [...shown, { level: first.level, title: `${left} more`, lines: ['The summary of the step has them.'] }];
}

function command({ level, title, lines, file }: Annotation): string {
  const properties = [
    ...(file === undefined ? [] : [`file=${escapeProperty(cutText(file, titleLengthMax))}`]),
    `title=${escapeProperty(cutText(title, titleLengthMax))}`,
  ];
  return `::${level} ${properties.join(',')}::${escapeData(lines)}\n`;
}

function escapeData(lines: readonly string[]): string {
  const shown = cutLines(lines, { linesMax, lengthMax: lineLengthMax }).map(visibleText);
  return withoutCommands(shown.join('\n')).replaceAll('%', '%25').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return withoutCommands(visibleText(text)).replaceAll('%', '%25').replaceAll(':', '%3A').replaceAll(',', '%2C');
}
