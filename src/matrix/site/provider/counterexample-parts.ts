import type { Counterexample } from '../../../engine/report.ts';
import { cutText } from '../../../reporters/cut-text.ts';
import { wireLines } from '../../../reporters/outcome-text.ts';
import { element, type XmlNode } from '../../../reporters/xml.ts';
import { shortened } from '../parts/brief.ts';
import { facts } from '../parts/facts.ts';

const linesMax = 60;
const lineLengthMax = 400;

/** A failure as somebody needs it who is going to mend it: what was done, what was to happen, and what did. */
export function counterexampleParts(counterexample: Counterexample): readonly XmlNode[] {
  const { program, expected, actual, transcript, replay, found } = counterexample;
  return [
    element('h4', {}, 'Shrunk counterexample'),
    code(
      'Program',
      program.flatMap((line) => line.split(/\r?\n/)),
    ),
    element(
      'p',
      { class: 'soft' },
      `Shrunk from ${found.stepsBefore} steps in ${found.shrinkRuns} tries; found after ${found.cases} cases.`,
    ),
    facts([
      ['Expected', shortened(expected)],
      ['Seen', element('strong', { class: 'seen' }, shortened(actual))],
    ]),
    ...wire(transcript),
    element('h4', {}, 'See it again'),
    code('Command', [replay]),
  ];
}

function wire(transcript: Counterexample['transcript']): readonly XmlNode[] {
  if (transcript.length === 0) return [];
  return [
    element(
      'details',
      { class: 'wire' },
      element('summary', {}, `What went over the wire (${transcript.length})`),
      code('Transcript', wireLines(transcript)),
    ),
  ];
}

/** A block that scrolls within itself. */
function code(label: string, lines: readonly string[]): XmlNode {
  const shown = lines.slice(0, linesMax).map((line) => cutText(line, lineLengthMax));
  const rest = lines.length > linesMax ? [`(${lines.length - linesMax} more lines)`] : [];
  return element('pre', { tabindex: 0, role: 'group', 'aria-label': label }, [...shown, ...rest].join('\n'));
}
