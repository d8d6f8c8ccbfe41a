import type { Counterexample, Outcome, ProviderResult } from '../engine/report.ts';
import type { DescribeContract } from './describe-contract.ts';
import { codeBlock, codeSpan, prose } from './markdown-text.ts';
import { programLines, wireLines } from './outcome-text.ts';
import { testbedOf } from './testbed-text.ts';

/** One contract that did not pass: what was promised, the shortest program that breaks it, and how to see it again. */
export function markdownFailure(provider: ProviderResult, outcome: Outcome, describe: DescribeContract): string {
  const { contract, reason, counterexample } = outcome;
  const about = describe(contract);
  const where = `${codeSpan(provider.name)} on ${codeSpan(testbedOf(provider, outcome))}`;
  return [
    `#### ${outcome.outcome}: ${codeSpan(contract)} of ${where}`,
    ...(about ? [`${prose(about.title)}. ${prose(about.statement)}`] : []),
    ...(reason ? [`${reason.code}: ${codeSpan(reason.text)}`] : []),
    ...(counterexample ? counterexampleBlocks(counterexample) : []),
  ].join('\n\n');
}

function counterexampleBlocks(counterexample: Counterexample): readonly string[] {
  const { program, expected, actual, transcript, replay } = counterexample;
  const wire = wireLines(transcript);
  return [
    codeBlock(programLines(program)),
    [`- expected: ${codeSpan(expected)}`, `- actual: ${codeSpan(actual)}`, `- replay: ${codeSpan(replay)}`].join('\n'),
    ...(wire.length > 0 ? [`<details><summary>Calls on the wire</summary>\n\n${codeBlock(wire)}\n\n</details>`] : []),
  ];
}
