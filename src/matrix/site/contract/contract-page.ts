import { outcomeSummary } from '../../../reporters/outcome-text.ts';
import { element, type XmlNode } from '../../../reporters/xml.ts';
import type { Cell, MatrixProvider } from '../../matrix.ts';
import { sitePage } from '../page.ts';
import { brief, shortened } from '../parts/brief.ts';
import { facts } from '../parts/facts.ts';
import { ageText, fidelityChip, signatureText } from '../parts/provenance.ts';
import { shownState, stateText } from '../parts/shown-state.ts';
import { headRow, nothing, tableFrame } from '../parts/table.ts';
import { history } from '../provider/history.ts';
import type { PlacedContract, SitePlan } from '../site-plan.ts';

const head = ['provider', 'outcome', 'why', 'on', 'age', 'signature', 'history'];

/** One promise, and who keeps it. */
export function contractPage(plan: SitePlan, place: PlacedContract): XmlNode {
  const { contract } = place;
  const caption = 'On every provider';
  const rows = plan.matrix.providers.map((provider) => row(provider, place));
  const table = element(
    'table',
    { class: 'wide' },
    element('caption', {}, caption),
    element('thead', {}, headRow(head)),
    element('tbody', {}, ...(rows.length > 0 ? rows : [nothing(head.length)])),
  );
  return sitePage(plan, {
    ...{ title: contract.title, root: '../' },
    content: [
      element('p', { class: 'eyebrow' }, element('code', {}, brief(contract.id))),
      element('h1', {}, brief(contract.title)),
      element(
        'p',
        { class: 'lead' },
        contract.statement === '' ? 'This Assay does not know the contract.' : shortened(contract.statement),
      ),
      facts([
        ['Intent', brief(contract.intent)],
        ['Level', contract.level],
        ['Needs', contract.requires.join(', ') || 'no capability'],
      ]),
      tableFrame(caption, table),
    ],
  });
}

function row(provider: MatrixProvider, { index, anchor }: PlacedContract): XmlNode {
  const cell: Cell = provider.cells[index] ?? { contract: '', state: 'unknown', history: [] };
  const { evidence } = cell;
  const state = shownState(cell);
  return element(
    'tr',
    { 'data-state': state },
    element(
      'th',
      { scope: 'row' },
      element('a', { href: `../providers/${provider.slug}.html#${anchor}` }, brief(provider.name)),
    ),
    element('td', {}, element('span', { class: `state ${state}` }, stateText(state))),
    element('td', { class: 'why' }, evidence ? shortened(outcomeSummary(evidence.outcome) || '–') : '–'),
    element('td', {}, evidence ? fidelityChip(evidence.fidelity) : '–'),
    element('td', {}, evidence ? ageCell(evidence.freshness, ageText([evidence.ageDays])) : '–'),
    element('td', {}, evidence ? signatureText(evidence.signature) : '–'),
    element('td', {}, history(cell)),
  );
}

function ageCell(freshness: 'fresh' | 'stale' | 'expired', age: string): string {
  return freshness === 'fresh' ? age : `${freshness}, ${age}`;
}
