import type { Outcome, ProviderResult } from '../engine/report.ts';
import { isWaiting } from './outcome-text.ts';
import type { TerminalStyle } from './terminal-style.ts';
import { visibleText } from './visible-text.ts';
import { wrapWords } from './wrap-words.ts';

const widthMax = 100;

/** What is still to be written, what most contracts wait for first, each part with these contracts. */
export function renderMissing(
  { name, outcomes }: ProviderResult,
  { colors, columns }: TerminalStyle,
): readonly string[] {
  const parts = Object.entries(Object.groupBy(outcomes.flatMap(pairsOf), ({ part }) => part));
  if (parts.length === 0) return [];
  const waiting = outcomes.filter(isWaiting).length;
  const lines = parts
    .toSorted(([, a = []], [, b = []]) => b.length - a.length)
    .flatMap(([part, pairs = []]) => [
      `  ${colors.yellow(visibleText(part))}  ${colors.dim(countOf(pairs.length))}`,
      ...wrapWords(separated(pairs.map(({ contract }) => visibleText(contract))), Math.min(widthMax, columns - 4)).map(
        (line) => colors.dim(`    ${line}`),
      ),
    ]);
  const title = `still to write in ${name}: ${parts.length} ${parts.length === 1 ? 'part' : 'parts'}, ${countOf(waiting)}`;
  return [[colors.bold(visibleText(title)), ...lines].join('\n')];
}

interface Pair {
  readonly part: string;
  readonly contract: string;
}

function pairsOf({ contract, missing = [] }: Outcome): readonly Pair[] {
  return missing.map((part) => ({ part, contract }));
}

function countOf(contracts: number): string {
  return contracts === 1 ? '1 contract waits' : `${contracts} contracts wait`;
}

function separated(words: readonly string[]): readonly string[] {
  return words.map((word, index) => (index === words.length - 1 ? word : `${word},`));
}
