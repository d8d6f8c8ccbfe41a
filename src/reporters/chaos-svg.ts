import type { HistoryEvent } from '../chaos/history.ts';
import { barsOf } from './timeline/bars.ts';
import { drawTimeline } from './timeline/draw.ts';
import { layOut } from './timeline/layout.ts';
import { rowsOf } from './timeline/rows.ts';
import { timelineStyle } from './timeline/style.ts';
import { element, renderXml, type XmlNode } from './xml.ts';

/** A run to be drawn. */
export interface DrawnRun {
  /** Whose run, and what came of it, in a line. */
  readonly title: string;
  /** The same as the picture in words, for those who do not see it. */
  readonly story: readonly string[];
  readonly events: readonly HistoryEvent[];
}

/** A timeline as a file of its own. The same history gives the same bytes. */
export function renderChaosSvg(run: DrawnRun): string {
  return renderXml(timelineNode(run));
}

/** The same as a part of a page. */
export function timelineNode({ title, story, events }: DrawnRun): XmlNode {
  const rows = rowsOf(events);
  const bars = barsOf(rows);
  const layout = layOut(rows, bars);
  const { width, height } = layout;
  return element(
    'svg',
    {
      ...{ xmlns: 'http://www.w3.org/2000/svg', class: 'assay-timeline', role: 'img', lang: 'en' },
      ...{ 'aria-labelledby': 'assay-timeline-title assay-timeline-desc', viewBox: `0 0 ${width} ${height}` },
      ...{ width, height },
    },
    element('title', { id: 'assay-timeline-title' }, title),
    element('desc', { id: 'assay-timeline-desc' }, story.join(' ') || 'Nothing was violated.'),
    element('style', {}, timelineStyle),
    ...drawTimeline(rows, bars, layout),
  );
}
