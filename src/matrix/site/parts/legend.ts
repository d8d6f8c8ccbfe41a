import { element, type XmlNode } from '../../../reporters/xml.ts';
import { fidelities } from '../../../testbed/fidelity.ts';
import { fidelityChip, fidelityWords } from './provenance.ts';
import { statesBySeverity, stateText, stateWords } from './shown-state.ts';

/** What the marks and words of a cell mean. */
export function legend(): XmlNode {
  const states = statesBySeverity.toReversed().map((state) => row(mark(state), stateWords[state].meaning));
  const chips = fidelities.map((fidelity) => row(fidelityChip(fidelity), fidelityWords[fidelity].meaning));
  const signers = signerMeanings.map(([word, meaning]) => row(element('span', {}, word), meaning));
  return element(
    'details',
    { class: 'legend' },
    element('summary', {}, 'How to read a cell'),
    element(
      'div',
      { class: 'legend-columns' },
      part('What came of it', states),
      part('How near to the real service', chips),
      part('Who says so, and when', signers),
    ),
  );
}

const signerMeanings = [
  ['signed', 'by a key that whoever built this site trusts'],
  ['unchecked', 'signed, but by a key that nobody vouched for'],
  ['unsigned', 'anybody could have written it'],
  ['3 d', 'days since the run, when the site was built'],
  ['stale', 'getting old: run it again'],
] as const;

function mark(state: (typeof statesBySeverity)[number]): XmlNode {
  return element('span', { class: `state ${state}` }, stateText(state));
}

function part(title: string, rows: readonly (readonly XmlNode[])[]): XmlNode {
  return element('div', {}, element('h2', {}, title), element('dl', {}, ...rows.flat()));
}

function row(term: XmlNode, meaning: string): readonly XmlNode[] {
  return [element('dt', {}, term), element('dd', {}, meaning)];
}
