import { type Capability, capabilityNames } from '../../../provider/capability.ts';
import { element, type XmlNode } from '../../../reporters/xml.ts';
import type { Cell, MatrixProvider } from '../../matrix.ts';
import { sitePage } from '../page.ts';
import { brief } from '../parts/brief.ts';
import { ageText, fidelityChip } from '../parts/provenance.ts';
import { isJudged, shownState, stateText, stateWords } from '../parts/shown-state.ts';
import { nothing, tableFrame } from '../parts/table.ts';
import type { PlacedContract, SitePlan } from '../site-plan.ts';

/** Every contract on every provider. The script shows two of the columns, and where they differ. */
export function comparePage(plan: SitePlan): XmlNode {
  const { providers } = plan.matrix;
  const columns = providers.length + 1;
  const table = element(
    'table',
    { class: 'compare', id: 'comparison' },
    element('caption', {}, 'Every contract on every provider'),
    element(
      'thead',
      {},
      element('tr', {}, element('th', { scope: 'col' }, 'contract'), ...providers.map(providerHead)),
    ),
    element(
      'tbody',
      {},
      titleRow('declared capabilities', columns),
      ...capabilityNames.map((name) => capabilityRow(name, providers)),
    ),
    ...plan.intents.map(({ name, contracts }) =>
      element('tbody', {}, titleRow(name, columns), ...contracts.map((place) => contractRow(place, providers))),
    ),
    ...(plan.intents.length === 0 ? [element('tbody', {}, nothing(columns))] : []),
  );
  return sitePage(plan, {
    ...{ title: 'Compare', root: '', at: 'compare.html' },
    content: [
      element('h1', {}, 'Compare'),
      element('p', { class: 'lead' }, 'Every contract on every provider, side by side.'),
      compareForm(providers),
      tableFrame('Every contract on every provider', table, 'tall'),
    ],
  });
}

/** Shown by the script alone. */
function compareForm(providers: readonly MatrixProvider[]): XmlNode {
  const choices = providers.map(({ name, slug }) => element('option', { value: slug }, brief(name)));
  const chooser = (name: string, label: string) =>
    element(
      'label',
      {},
      label,
      element('select', { name }, element('option', { value: '' }, 'all providers'), ...choices),
    );
  return element(
    'form',
    { class: 'filters', hidden: 'hidden', 'aria-label': 'Choose two providers', 'data-compare': '' },
    chooser('a', 'This one'),
    chooser('b', 'with'),
    element('label', {}, 'Find', element('input', { type: 'search', name: 'text', 'aria-keyshortcuts': '/' })),
    element(
      'label',
      { class: 'check' },
      element('input', { type: 'checkbox', name: 'differing' }),
      'only what differs',
    ),
    element('button', { type: 'reset' }, 'Reset'),
    element('p', { class: 'count', role: 'status', 'aria-live': 'polite' }, ' '),
  );
}

function providerHead({ name, slug, tier }: MatrixProvider): XmlNode {
  return element(
    'th',
    { scope: 'col', 'data-provider': slug },
    element('a', { href: `providers/${slug}.html` }, brief(name)),
    element('small', {}, tier),
  );
}

function titleRow(name: string, columns: number): XmlNode {
  return element('tr', { class: 'title' }, element('th', { scope: 'rowgroup', colspan: columns }, brief(name)));
}

function capabilityRow(name: Capability, providers: readonly MatrixProvider[]): XmlNode {
  const cells = providers.map(({ capabilities }) => {
    const isDeclared = capabilities[name];
    const text = isDeclared ? '✓ declared' : `${stateWords.unsupported.mark} not declared`;
    return element('td', { 'data-state': isDeclared ? 'declared' : 'unsupported' }, text);
  });
  return element('tr', { 'data-row': '' }, element('th', { scope: 'row' }, name), ...cells);
}

function contractRow({ contract, path, index }: PlacedContract, providers: readonly MatrixProvider[]): XmlNode {
  return element(
    'tr',
    { 'data-row': '' },
    element(
      'th',
      { scope: 'row' },
      element('a', { href: path }, brief(contract.title)),
      element('code', {}, brief(contract.id)),
    ),
    ...providers.map(({ cells }) => contractCell(cells[index])),
  );
}

function contractCell(cell: Cell | undefined): XmlNode {
  const state = cell ? shownState(cell) : 'unknown';
  const evidence = cell && isJudged(cell) ? cell.evidence : undefined;
  if (!evidence) return element('td', { 'data-state': state }, stateText(state));
  const age = ageText([evidence.ageDays]);
  const isStale = evidence.freshness === 'stale';
  return element(
    'td',
    { 'data-state': state, ...(isStale ? { 'data-age': 'stale' } : {}) },
    `${stateText(state)} `,
    element('small', {}, fidelityChip(evidence.fidelity), isStale ? `stale, ${age}` : age),
  );
}
