import type { ReportedFailure } from '../../../chaos/chaos-report.ts';
import { element, type XmlNode } from '../../../reporters/xml.ts';
import { brief, shortened } from '../parts/brief.ts';

/** Of each way to fail the first: its story, and how to see it again. */
export function chaosFailures(failures: readonly ReportedFailure[]): readonly XmlNode[] {
  return failures.map(({ oracle, title, message, story, replay, seen }) =>
    element(
      'details',
      { class: 'contract', open: 'open' },
      element(
        'summary',
        {},
        element('span', { class: 'state failed' }, '✗ violated'),
        element(
          'span',
          { class: 'what' },
          element('span', { class: 'title' }, brief(title)),
          element('code', {}, brief(oracle)),
        ),
        element('small', {}, `seen in ${seen} ${seen === 1 ? 'run' : 'runs'}`),
      ),
      element(
        'div',
        { class: 'body' },
        element('p', {}, shortened(message)),
        ...(story.length === 0
          ? []
          : [element('ol', { class: 'story' }, ...story.map((each) => element('li', {}, shortened(each))))]),
        element('h3', {}, 'See it again'),
        element('pre', { tabindex: 0, role: 'group', 'aria-label': 'Command' }, shortened(replay)),
      ),
    ),
  );
}
