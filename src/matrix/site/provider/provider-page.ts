import { capabilityNames } from '../../../provider/capability.ts';
import { element, type XmlNode } from '../../../reporters/xml.ts';
import { fidelities } from '../../../testbed/fidelity.ts';
import type { MatrixProvider } from '../../matrix.ts';
import { sitePage } from '../page.ts';
import { brief } from '../parts/brief.ts';
import { type Filter, filterForm } from '../parts/filters.ts';
import { shownState, statesBySeverity, stateWords } from '../parts/shown-state.ts';
import type { PlacedIntent, SitePlan } from '../site-plan.ts';
import { badgeSnippet } from './badge-snippet.ts';
import { contractRow } from './contract-row.ts';
import { providerFacts } from './provider-facts.ts';
import { runsTable } from './runs-table.ts';
import { runsTrend } from './runs-trend.ts';

/** What one provider is certified for, on what evidence, contract by contract. */
export function providerPage(plan: SitePlan, provider: MatrixProvider): XmlNode {
  return sitePage(plan, {
    ...{ title: provider.name, root: '../' },
    content: [
      element('h1', {}, brief(provider.name)),
      ...providerFacts(provider),
      ...runsTrend(provider),
      element('h2', { id: 'contracts' }, 'Contracts'),
      filterForm('contracts', filtersOf(provider)),
      ...plan.intents.map((intent) => intentSection(provider, intent)),
      element('h2', { id: 'runs' }, 'Runs'),
      ...runsTable(provider),
      element('h2', { id: 'badge' }, 'Badge'),
      ...badgeSnippet(provider),
    ],
  });
}

/** Only what somebody could find here. */
function filtersOf({ cells }: MatrixProvider): readonly Filter[] {
  const states = new Set(cells.map(shownState));
  const found = new Set(cells.map(({ evidence }) => evidence?.fidelity));
  return [
    {
      ...{ name: 'state', label: 'Outcome' },
      options: statesBySeverity.filter((state) => states.has(state)).map((state) => [state, stateWords[state].word]),
    },
    {
      ...{ name: 'fidelity', label: 'Fidelity' },
      options: fidelities.filter((fidelity) => found.has(fidelity)).map((fidelity) => [fidelity, fidelity]),
    },
    { name: 'capability', label: 'Needs', options: capabilityNames.map((name) => [name, name]) },
  ];
}

function intentSection(provider: MatrixProvider, { name, anchor, contracts }: PlacedIntent): XmlNode {
  return element(
    'section',
    { class: 'intent', 'data-group': '' },
    element('h3', { id: anchor }, brief(name)),
    ...contracts.flatMap((place) => contractRow(provider, place)),
  );
}
