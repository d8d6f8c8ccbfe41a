import { capabilityNames } from '../../../provider/capability.ts';
import { counted } from '../../../reporters/counted.ts';
import { element, type XmlNode } from '../../../reporters/xml.ts';
import { fidelities } from '../../../testbed/fidelity.ts';
import { countRuns } from '../../count-runs.ts';
import { sitePage } from '../page.ts';
import { brief } from '../parts/brief.ts';
import { type Filter, filterForm } from '../parts/filters.ts';
import { legend } from '../parts/legend.ts';
import { statesBySeverity, stateWords } from '../parts/shown-state.ts';
import type { SitePlan } from '../site-plan.ts';
import { capabilityCell, intentCell } from './group-cell.ts';
import { matrixTable } from './matrix-table.ts';
import { needsALook } from './needs-a-look.ts';
import { refusedFiles } from './refused-files.ts';

/** What everybody promises, keeps and has not shown, on one page. */
export function indexPage(plan: SitePlan): XmlNode {
  const { matrix } = plan;
  const byIntent = matrixTable(plan, {
    caption: 'By what a caller wants',
    columns: plan.intents.map((intent) => ({
      name: intent.name,
      cellOf: (provider) => intentCell(provider, intent),
    })),
  });
  const byCapability = matrixTable(plan, {
    caption: 'By what a provider declares',
    columns: capabilityNames.map((name) => ({
      name,
      cellOf: (provider) => capabilityCell(provider, name, plan.contracts),
    })),
  });
  return sitePage(plan, {
    ...{ title: matrix.title, root: '', at: 'index.html' },
    content: [
      element('h1', {}, brief(matrix.title)),
      element('p', { class: 'lead' }, leadText(plan)),
      filterForm('providers', filters),
      legend(),
      ...byIntent,
      ...byCapability,
      ...needsALook(plan),
      ...refusedFiles(matrix.refused),
    ],
  });
}

const filters: readonly Filter[] = [
  { name: 'tier', label: 'Tier', options: ['reference', 'additional', 'testing'].map((tier) => [tier, tier]) },
  { name: 'capability', label: 'Declares', options: capabilityNames.map((name) => [name, name]) },
  { name: 'state', label: 'Outcome', options: statesBySeverity.map((state) => [state, stateWords[state].word]) },
  { name: 'fidelity', label: 'Fidelity', options: fidelities.map((fidelity) => [fidelity, fidelity]) },
];

function leadText({ matrix: { providers, contracts } }: SitePlan): string {
  return `${counted(providers.length, 'provider')}, ${counted(contracts.length, 'contract')}, ${counted(countRuns(providers), 'run')}. Every cell says what came of its contracts, on what, when, and who signed it.`;
}
