import { element, type XmlNode } from '../../../reporters/xml.ts';
import type { MatrixProvider, MatrixRun } from '../../matrix.ts';

const runsMax = 30;
const barWidth = 8;
const stepWidth = 10;
const heightAbove = 28;
const heightBelow = 16;

/** One bar for each of the last runs, the oldest first: what passed stands above the line, what did not beneath it. */
export function runsTrend({ runs }: MatrixProvider): readonly XmlNode[] {
  if (runs.length < 2) return [];
  const shown = runs.slice(0, runsMax).toReversed();
  const width = shown.length * stepWidth;
  return [
    element(
      'figure',
      { class: 'trend' },
      element(
        'svg',
        {
          ...{ viewBox: `0 0 ${width} ${heightAbove + heightBelow}`, width, height: heightAbove + heightBelow },
          ...{ role: 'img', 'aria-label': trendText(shown) },
        },
        ...shown.flatMap(bars),
        element('line', { x1: 0, x2: width, y1: heightAbove, y2: heightAbove, class: 'axis' }),
      ),
      element('figcaption', {}, `${trendText(shown)} ${olderText(runs.length - shown.length)}`),
    ),
  ];
}

function bars(run: MatrixRun, index: number): readonly XmlNode[] {
  const { pass, fail, flaky } = run.counts;
  const judged = Math.max(1, pass + fail + flaky + run.counts.inconclusive + run.counts['not-run']);
  const x = index * stepWidth + (stepWidth - barWidth) / 2;
  const above = (pass / judged) * (heightAbove - 2);
  // Two failures of a hundred have to be seen too.
  const broken = fail + flaky;
  const below = broken === 0 ? 0 : Math.max(4, (broken / judged) * heightBelow);
  return [
    bar('pass', x, heightAbove - above, above),
    ...(broken > 0 ? [bar('failed', x, heightAbove, below)] : []),
    ...(run.isInterrupted ? [bar('not-run', x, heightAbove - 1, 2)] : []),
  ];
}

function bar(state: string, x: number, y: number, height: number): XmlNode {
  return element('rect', { class: state, x, y: rounded(y), width: barWidth, height: rounded(height), rx: 1 });
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

function trendText(shown: readonly MatrixRun[]): string {
  const broken = shown.filter(({ counts }) => counts.fail + counts.flaky > 0).length;
  const what = broken === 0 ? 'nothing failed in any of them' : `something failed in ${broken} of them`;
  return `The last ${shown.length} runs, oldest first: ${what}.`;
}

function olderText(count: number): string {
  return count > 0 ? `${count} older runs are not drawn.` : '';
}
