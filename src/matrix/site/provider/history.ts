import { element, type XmlNode } from '../../../reporters/xml.ts';
import type { Cell, CellState } from '../../matrix.ts';
import { stateWords } from '../parts/shown-state.ts';

const runsMax = 30;
const runWidth = 4;
const height = 16;

/** What the last runs came to, the oldest first, drawn and in words. Alike neighbours are drawn as one. */
export function history({ history: all }: Cell): XmlNode {
  const shown = all.slice(0, runsMax).toReversed();
  const text = historyText(shown, all.length);
  if (shown.length < 2) return element('span', {}, text);
  const width = shown.length * runWidth;
  return element(
    'span',
    { class: 'history' },
    element(
      'svg',
      { viewBox: `0 0 ${width} ${height}`, width, height, 'aria-hidden': 'true' },
      ...stretchesOf(shown).map(stretch),
      element('line', { x1: 0, x2: width, y1: height / 2, y2: height / 2, class: 'axis' }),
    ),
    element('span', {}, text),
  );
}

interface Stretch {
  readonly state: CellState | undefined;
  readonly start: number;
  readonly length: number;
}

function stretchesOf(states: readonly (CellState | undefined)[]): readonly Stretch[] {
  const starts = states.flatMap((state, index) => (index === 0 || state !== states[index - 1] ? [index] : []));
  return starts.map((start, index) => {
    return { state: states[start], start, length: (starts[index + 1] ?? states.length) - start };
  });
}

/** What passed stands above the line, what broke beneath it, everything else on it. */
function stretch({ state, start, length }: Stretch): XmlNode {
  const [y, tall] = placeOf(state);
  return element('rect', {
    class: state ?? 'unknown',
    x: start * runWidth,
    y,
    width: length * runWidth - 1,
    height: tall,
  });
}

function placeOf(state: CellState | undefined): readonly [y: number, height: number] {
  if (state === 'pass') return [2, height / 2 - 2];
  if (state === 'failed' || state === 'flaky' || state === 'conflict') return [height / 2, height / 2 - 2];
  return [height / 2 - 1, 2];
}

function historyText(shown: readonly (CellState | undefined)[], total: number): string {
  if (shown.length === 0) return 'no run';
  const counts = Map.groupBy(shown, (state) => state);
  const texts = [...counts].map(([state, { length }]) => `${length} ${state ? stateWords[state].word : 'silent'}`);
  const which =
    total > shown.length ? `the last ${shown.length} of ${total} runs` : `${total} run${total === 1 ? '' : 's'}`;
  return `${which}: ${texts.join(', ')}`;
}
