import Table from 'cli-table3';
import type { Goal, Measurement } from './measure.ts';

/** Prints the measurements beside their goals. A goal that is not met is said, not punished. */
export function printTable(measurements: readonly Measurement[]): void {
  const table = new Table({
    head: ['what', 'baseline', 'ours', 'overhead', 'ratio', 'goal', 'met'],
    style: { head: [], border: [] },
  });
  table.push(...measurements.map(toRow));
  console.log(table.toString());
}

function toRow({ what, unit, baseline, ours, goal }: Measurement): string[] {
  const overhead = ours - baseline;
  const ratio = ours / baseline;
  const isMet = (goal.kind === 'overhead' ? overhead : ratio) <= goal.atMost;
  const figure = (value: number) => `${value.toFixed(value < 10 ? 2 : 0)} ${unit}`;
  return [
    what,
    figure(baseline),
    figure(ours),
    figure(overhead),
    `${ratio.toFixed(2)}x`,
    goalText(goal, unit),
    isMet ? 'yes' : 'no',
  ];
}

function goalText({ kind, atMost }: Goal, unit: string): string {
  return kind === 'overhead' ? `overhead ≤ ${atMost} ${unit}` : `ratio ≤ ${atMost.toFixed(1)}`;
}
