import Table from 'cli-table3';
import type { Kill, MutantVerdict } from './judge-mutant.ts';
import { median, quantile } from './quantile.ts';

const shownMax = 3;

/** Which contract kills which mutant, in how many cases, and how near its counterexamples come to the smallest one. */
export function printMatrix(judged: readonly MutantVerdict[], seeds: number): void {
  const table = new Table({
    head: ['mutant', 'depth', 'expected killer', 'cases: median', 'p90', 'seeds', 'steps: final', 'minimal', 'also'],
    style: { head: [], border: [], compact: true },
  });
  for (const verdict of judged) {
    for (const [index, id] of verdict.expected.entries()) table.push(row(verdict, id, index === 0, seeds));
  }
  console.log(table.toString());
}

function row({ name, depth, expected, kills }: MutantVerdict, id: string, isFirst: boolean, seeds: number): string[] {
  const own: readonly Kill[] = kills.get(id) ?? [];
  const cases = own.map((kill) => kill.cases);
  const steps = own.map((kill) => kill.steps);
  const also = [...kills.keys()].filter((other) => !expected.includes(other));
  return [
    isFirst ? name : '',
    isFirst ? depth : '',
    id,
    own.length === 0 ? '-' : String(median(cases)),
    own.length === 0 ? '-' : String(quantile(cases, 0.9)),
    `${own.length} of ${seeds}`,
    own.length === 0 ? '-' : String(median(steps)),
    own.length === 0 ? '-' : String(Math.min(...steps)),
    isFirst ? shorten(also) : '',
  ];
}

function shorten(ids: readonly string[]): string {
  const more = ids.length - shownMax;
  return ids.slice(0, shownMax).join('\n') + (more > 0 ? `\n… ${more} more` : '');
}
