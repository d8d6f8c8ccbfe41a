import type { ChaosReport, ReportedFailure } from '../chaos/chaos-report.ts';
import type { Experiment } from '../chaos/experiment.ts';
import { type DrawnRun, timelineNode } from './chaos-svg.ts';
import { frame, link, table } from './page-parts.ts';
import { pageStyle } from './page-style.ts';
import { rowsOf, secondsText } from './timeline/rows.ts';
import { element, renderHtml, type XmlNode } from './xml.ts';

/** What a page is made of beside its report. */
export interface PageOptions extends DrawnRun {
  readonly experiment: Experiment;
  /** Which of the failures it is about; the first where nobody says. */
  readonly failure?: ReportedFailure;
}

/** A page for people that needs nothing but itself: the story first, how to see it again, and the timeline beneath. */
export function renderChaosHtml(report: ChaosReport, page: PageOptions): string {
  const { experiment, failure = report.failures[0], ...run } = page;
  return renderHtml(
    element(
      'html',
      { lang: 'en' },
      element(
        'head',
        {},
        element('meta', { charset: 'utf-8' }),
        element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
        element('meta', { name: 'color-scheme', content: 'light dark' }),
        element('title', {}, run.title),
        element('style', {}, pageStyle),
      ),
      element(
        'body',
        {},
        element(
          'main',
          {},
          ...heading(report, failure, run.title),
          element('h2', {}, 'What happened'),
          element(
            'ol',
            { class: failure ? 'story failed' : 'story' },
            ...run.story.map((sentence) => element('li', {}, sentence.replace(/\.$/, ''))),
          ),
          ...(failure ? [element('h2', {}, 'See it again'), code(failure.replay)] : []),
          ...seenAt(report),
          element('h2', {}, failure ? 'The experiment, as small as it was made' : 'The experiment'),
          code(experimentText(experiment)),
          element('h2', {}, 'Timeline'),
          frame('Timeline', timelineNode(run)),
          ...eventTable(run),
          footer(report),
        ),
      ),
    ),
  );
}

function heading(
  { verdict, controlPlane, host }: ChaosReport,
  failure: ReportedFailure | undefined,
  title: string,
): readonly XmlNode[] {
  const name = controlPlane.path ?? controlPlane.name;
  return [
    failure
      ? element('p', { class: 'verdict failed' }, `${verdict}: ${failure.oracle}, ${failure.title}`)
      : element('p', { class: 'verdict' }, verdict),
    element('h1', {}, failure ? failure.message : title),
    element('p', { class: 'where' }, `${name} on ${host.testbed} ${host.provider}`),
  ];
}

/** The bug of a museum entry. */
function seenAt({ museum }: ChaosReport): readonly XmlNode[] {
  if (!museum) return [];
  return [element('h2', {}, 'Where the bug was seen'), element('p', {}, link(museum.bug))];
}

function code(text: string): XmlNode {
  return element('pre', {}, text);
}

/** One line for each part, so that it can be read, and pasted into a file. */
export function experimentText({ operations, disturbances, ...rest }: Experiment): string {
  const list = (parts: readonly unknown[]) =>
    parts.length === 0 ? '[]' : `[\n${parts.map((part) => `    ${JSON.stringify(part)}`).join(',\n')}\n  ]`;
  const others = Object.entries(rest).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  return `{\n${[...others, `  "operations": ${list(operations)}`, `  "disturbances": ${list(disturbances)}`].join(
    ',\n',
  )}\n}`;
}

/** The timeline in words. */
function eventTable({ events }: DrawnRun): readonly XmlNode[] {
  const rows = rowsOf(events).map(({ atMs, lane, text, disturbedBy }) => [
    secondsText(atMs),
    lane === 'whole' ? 'run' : lane,
    text,
    disturbedBy.join(', ') || '–',
  ]);
  return [
    element(
      'details',
      {},
      element('summary', {}, 'The timeline as a table'),
      frame('Table of the timeline', table(['at', 'who', 'what', 'disturbed by'], rows)),
    ),
  ];
}

function footer({ run }: ChaosReport): XmlNode {
  return element('footer', {}, `Assay ${run.assayVersion}, seed ${run.seed}, ${run.made} of ${run.asked} runs`);
}
