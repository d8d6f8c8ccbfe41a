import { element, type XmlNode } from '../../../reporters/xml.ts';
import type { Cell, MatrixProvider } from '../../matrix.ts';
import { brief } from '../parts/brief.ts';
import { shownState, stateText, stateWords } from '../parts/shown-state.ts';
import type { PlacedContract, SitePlan } from '../site-plan.ts';

const findingsMax = 12;

interface Finding {
  readonly provider: MatrixProvider;
  readonly cell: Cell;
  readonly place: PlacedContract;
}

/** Open failures and runs that disagree, each a click from its counterexample. */
export function needsALook({ matrix, contracts }: SitePlan): readonly XmlNode[] {
  const findings = matrix.providers.flatMap((provider) =>
    contracts.flatMap((place): readonly Finding[] => {
      const cell = provider.cells[place.index];
      return cell && isOpen(cell) ? [{ provider, cell, place }] : [];
    }),
  );
  if (findings.length === 0) return [];
  const more = findings.length - findingsMax;
  return [
    element('h2', {}, 'Needs a look'),
    element('ul', { class: 'findings' }, ...findings.slice(0, findingsMax).map(finding)),
    ...(more > 0 ? [element('p', { class: 'soft' }, `and ${more} more, in the cells above`)] : []),
  ];
}

function isOpen(cell: Cell): boolean {
  return ['failed', 'conflict', 'flaky'].includes(shownState(cell));
}

function finding({ provider, cell, place }: Finding): XmlNode {
  const state = shownState(cell);
  return element(
    'li',
    {},
    element('span', { class: `state ${state}`, title: stateWords[state].meaning }, stateText(state)),
    element('a', { href: `providers/${provider.slug}.html#${place.anchor}` }, brief(place.contract.title)),
    element('span', { class: 'soft' }, brief(provider.name)),
  );
}
