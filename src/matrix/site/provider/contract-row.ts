import { element, type XmlNode } from '../../../reporters/xml.ts';
import type { Cell, CellEvidence, MatrixProvider } from '../../matrix.ts';
import { brief, shortened } from '../parts/brief.ts';
import { facts } from '../parts/facts.ts';
import { ageText, fidelityChip, signatureWord } from '../parts/provenance.ts';
import { type ShownState, shownState, stateText } from '../parts/shown-state.ts';
import type { PlacedContract } from '../site-plan.ts';
import { evidenceParts } from './evidence-parts.ts';
import { history } from './history.ts';

/** One contract: what came of it in a line, and everything that is known beneath. */
export function contractRow(provider: MatrixProvider, place: PlacedContract): readonly XmlNode[] {
  const cell = provider.cells[place.index];
  if (!cell) return [];
  const { contract, anchor } = place;
  const state = shownState(cell);
  return [
    element(
      'details',
      { class: 'contract', ...itemAttributes(cell, place), ...(isOpen(state) ? { open: 'open' } : {}) },
      element(
        'summary',
        {},
        element('span', { class: `state ${state}` }, stateText(state)),
        element(
          'span',
          { class: 'what' },
          element('span', { class: 'title' }, brief(contract.title)),
          element('code', {}, brief(contract.id)),
        ),
        ...marks(cell),
      ),
      // A browser opens what it is sent into, without a script.
      element('div', { class: 'body', id: anchor }, ...body(provider, cell, place)),
    ),
  ];
}

/** What needs a look is seen without a click, on paper too. */
function isOpen(state: ShownState): boolean {
  return state === 'failed' || state === 'conflict' || state === 'flaky';
}

function itemAttributes({ evidence, ...cell }: Cell, { contract }: PlacedContract): Record<string, string> {
  return {
    ...{ 'data-item': '', 'data-state': shownState({ ...cell, ...(evidence ? { evidence } : {}) }) },
    'data-capability': contract.requires.join(' '),
    ...(evidence ? { 'data-fidelity': evidence.fidelity, 'data-age': evidence.freshness } : {}),
  };
}

function marks({ evidence }: Cell): readonly XmlNode[] {
  if (!evidence) return [];
  const age = ageText([evidence.ageDays]);
  return [
    element(
      'small',
      {},
      ...(evidence.outcome.weak === undefined ? [] : [element('span', { class: 'mark' }, 'weak')]),
      fidelityChip(evidence.fidelity),
      `${evidence.freshness === 'stale' ? `stale, ${age}` : age} · ${signatureWord([evidence.signature])}`,
    ),
  ];
}

function body(provider: MatrixProvider, cell: Cell, { contract, path }: PlacedContract): readonly XmlNode[] {
  const needs = contract.requires.join(', ') || 'no capability';
  return [
    element(
      'p',
      { class: 'statement' },
      contract.statement === '' ? 'This Assay does not know the contract.' : shortened(contract.statement),
    ),
    facts([
      ['Level', contract.level],
      ['Needs', needs],
      ['History', history(cell)],
    ]),
    ...evidenceOf(cell).flatMap((evidence) => evidenceParts(provider, evidence)),
    element('p', {}, element('a', { href: `../${path}` }, 'The same contract on every provider')),
  ];
}

function evidenceOf({ evidence, conflict }: Cell): readonly CellEvidence[] {
  return conflict ?? (evidence ? [evidence] : []);
}
