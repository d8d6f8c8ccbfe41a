import { element, type XmlNode } from '../xml.ts';
import type { Bar, Bars } from './bars.ts';
import { type Layout, rowHeight, slotWidth } from './layout.ts';
import type { Row } from './row.ts';
import { secondsText } from './rows.ts';

/** From back to front: bands, lanes, bars, and what happened. */
export function drawTimeline(rows: readonly Row[], bars: Bars, layout: Layout): readonly XmlNode[] {
  return [
    ...bars.disturbances.map((bar) => drawBand(bar, layout)),
    ...rows.flatMap((row, index) => row.disturbedBy.flatMap((id) => drawThread(id, row, index, bars, layout))),
    ...layout.lanes.flatMap((box) => [
      element('line', { class: 'lane', x1: box.x, x2: box.x, y1: 8, y2: layout.height - 8 }),
      element('text', { class: 'head', x: box.x + 8, y: 24 }, box.title),
    ]),
    ...bars.lives.map((bar) => drawBar(bar, 'life', 'control-plane', layout)),
    ...bars.calls.map((bar) => drawBar(bar, 'calls', 'call', layout)),
    ...bars.machines.map((bar) => drawBar(bar, `machine ${bar.state}`, 'truth', layout)),
    ...bars.disturbances.map((bar) => drawBar(bar, 'disturbs', 'disturbance', layout)),
    ...rows.flatMap((row, index) => drawRow(row, index, rows[index - 1], bars, layout)),
  ];
}

function drawBand(bar: Bar, layout: Layout): XmlNode {
  const { x, width } = layout.lane('whole');
  const y = layout.y(bar.from) - rowHeight / 2;
  return element('rect', { class: 'band', x, width, y, height: layout.y(bar.to) + rowHeight / 2 - y });
}

function drawBar(bar: Bar, style: string, lane: Row['lane'], layout: Layout): XmlNode {
  const inset = 4;
  const x = layout.lane(lane).x + layout.slot(bar) * slotWidth + inset;
  const y = layout.y(bar.from) - rowHeight / 2 + inset;
  // A state lasts until the next one begins.
  const end = layout.y(bar.to) + (lane === 'truth' && bar.isEnded ? -rowHeight / 2 + inset : rowHeight / 2 - inset);
  const box = { class: style, x, width: slotWidth - inset, y, height: Math.max(6, end - y), rx: 3 };
  return element('rect', box, element('title', {}, `${bar.id} ${bar.state}`));
}

function drawRow(row: Row, index: number, before: Row | undefined, bars: Bars, layout: Layout): readonly XmlNode[] {
  const y = layout.y(index);
  const time =
    row.atMs === before?.atMs ? [] : [element('text', { class: 'time', x: 56, y: y + 4 }, secondsText(row.atMs))];
  const hands = row.disturbedBy.flatMap((id) => drawHand(id, index, bars, layout));
  const mark = row.lane === 'whole' ? [drawRule(row, y, layout)] : drawArrow(row, y, layout);
  return [...time, ...hands, ...mark, drawText(row, y, layout)];
}

/** From what was disturbed to what disturbed it. */
function drawThread(id: string, row: Row, index: number, bars: Bars, layout: Layout): readonly XmlNode[] {
  const x2 = handPlace(id, index, bars, layout);
  if (x2 === undefined || row.lane === 'disturbance') return [];
  const { textX } = layout.lane(row.lane);
  const x1 = textX + shownText(row, layout).length * letterWidth + 4;
  const y = layout.y(index);
  return [element('line', { class: 'thread', x1: Math.round(x1), x2, y1: y, y2: y })];
}

/** A moment at which a disturbance acted. */
function drawHand(id: string, index: number, bars: Bars, layout: Layout): readonly XmlNode[] {
  const cx = handPlace(id, index, bars, layout);
  return cx === undefined ? [] : [element('circle', { class: 'hand', cx, cy: layout.y(index), r: 4 })];
}

function handPlace(id: string, index: number, bars: Bars, layout: Layout): number | undefined {
  const bar = bars.disturbances.find((each) => each.id === id && each.from <= index && index <= each.to);
  return bar && layout.lane('disturbance').x + layout.slot(bar) * slotWidth + slotWidth / 2 + 2;
}

/** What is true of the whole run goes from edge to edge. */
function drawRule({ tone }: Row, y: number, layout: Layout): XmlNode {
  const { x, width } = layout.lane('whole');
  const box = {
    class: tone === 'bad' ? 'violated' : 'rule',
    x,
    width,
    y: y - rowHeight / 2 + 1,
    height: rowHeight - 2,
  };
  return element('rect', box);
}

function drawArrow({ arrow, tone }: Row, y: number, layout: Layout): readonly XmlNode[] {
  if (!arrow) return [];
  const { x } = layout.lane('control-plane');
  const [tail, tip] = arrow === 'there' ? [x - 18, x + 2] : [x + 2, x - 18];
  const back = arrow === 'there' ? -5 : 5;
  const path = `M${tail} ${y}H${tip}m${back} -4l${-back} 4l${back} 4`;
  return [element('path', { class: `arrow ${tone}`, d: path })];
}

/** What would not fit is told whole by its title. */
function drawText(row: Row, y: number, layout: Layout): XmlNode {
  const { lane, text, tone } = row;
  const shown = shownText(row, layout);
  const style = `told ${lane === 'whole' && tone === 'bad' ? 'verdict' : tone}`;
  const place = { class: style, x: layout.lane(lane).textX, y: y + 4 };
  return shown === text
    ? element('text', place, text)
    : element('g', {}, element('title', {}, text), element('text', place, shown));
}

/** Some letters are wider than others. */
const letterWidth = 6.3;

function shownText({ lane, text }: Row, layout: Layout): string {
  const { x, width, textX } = layout.lane(lane);
  const room = x + width - textX - (lane === 'client' ? 22 : 4);
  const letters = Math.floor(room / (lane === 'whole' ? letterWidth * 1.1 : letterWidth));
  return text.length <= letters ? text : `${[...text].slice(0, letters - 1).join('')}…`;
}
