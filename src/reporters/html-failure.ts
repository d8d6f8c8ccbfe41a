import type { Counterexample, Outcome, ProviderResult } from '../engine/report.ts';
import { cutLines, cutText } from './cut-text.ts';
import type { DescribeContract } from './describe-contract.ts';
import { programLines, wireLines } from './outcome-text.ts';
import { testbedOf } from './testbed-text.ts';
import { element, type XmlNode } from './xml.ts';

const lineLengthMax = 300;
const linesMax = 60;
const textLengthMax = 1_000;

/** One contract that did not pass: what was promised, the shortest program that breaks it, and how to see it again. */
export function htmlFailure(provider: ProviderResult, outcome: Outcome, describe: DescribeContract): XmlNode {
  const { contract, reason, counterexample } = outcome;
  const about = describe(contract);
  const where = `on ${cutText(testbedOf(provider, outcome), lineLengthMax)}`;
  return element(
    'article',
    {},
    element('h3', {}, `${outcome.outcome}: ${cutText(contract, lineLengthMax)} ${where}`),
    ...(about ? [element('p', {}, `${about.title}. ${about.statement}`)] : []),
    ...(reason ? [element('p', {}, `${reason.code}: ${cutText(reason.text, textLengthMax)}`)] : []),
    ...(counterexample ? counterexampleNodes(counterexample) : []),
  );
}

function counterexampleNodes({
  program,
  expected,
  actual,
  transcript,
  replay,
  found,
}: Counterexample): readonly XmlNode[] {
  const wire = wireLines(transcript);
  return [
    code(programLines(program)),
    element(
      'dl',
      {},
      ...definition('expected', cutText(expected, textLengthMax)),
      ...definition('actual', cutText(actual, textLengthMax)),
      ...definition('found', `in case ${found.cases}, shrunk in ${found.shrinkRuns} runs`),
    ),
    ...(wire.length > 0 ? [element('details', {}, element('summary', {}, 'Calls on the wire'), code(wire))] : []),
    code([replay]),
  ];
}

function definition(term: string, text: string): readonly XmlNode[] {
  return [element('dt', {}, term), element('dd', {}, text)];
}

function code(lines: readonly string[]): XmlNode {
  return element('pre', {}, cutLines(lines, { linesMax, lengthMax: lineLengthMax }).join('\n'));
}
