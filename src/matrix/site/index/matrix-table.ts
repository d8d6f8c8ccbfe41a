import { capabilityNames } from '../../../provider/capability.ts';
import { element, type XmlNode } from '../../../reporters/xml.ts';
import type { MatrixProvider } from '../../matrix.ts';
import { brief } from '../parts/brief.ts';
import { nothing, tableFrame } from '../parts/table.ts';
import type { SitePlan } from '../site-plan.ts';

export interface MatrixColumns {
  readonly caption: string;
  readonly columns: readonly MatrixColumn[];
}

interface MatrixColumn {
  readonly name: string;
  readonly cellOf: (provider: MatrixProvider) => XmlNode;
}

/** One row for each provider. Its head and the names of the columns stay in sight. */
export function matrixTable({ matrix }: SitePlan, { caption, columns }: MatrixColumns): readonly XmlNode[] {
  const heads = [element('th', { scope: 'col' }, 'provider'), ...columns.map(columnHead)];
  const rows = matrix.providers.map((provider) =>
    element('tr', itemAttributes(provider), rowHead(provider), ...columns.map(({ cellOf }) => cellOf(provider))),
  );
  const table = element(
    'table',
    { class: 'matrix' },
    element('caption', {}, caption),
    element('thead', {}, element('tr', {}, ...heads)),
    element('tbody', {}, ...(rows.length > 0 ? rows : [nothing(heads.length)])),
  );
  return [tableFrame(caption, table, 'tall')];
}

function columnHead({ name }: MatrixColumn): XmlNode {
  return element('th', { scope: 'col' }, brief(name));
}

/** What the filters ask for. */
function itemAttributes({ tier, capabilities }: MatrixProvider): Record<string, string> {
  const declared = capabilityNames.filter((name) => capabilities[name]);
  return { 'data-item': '', 'data-tier': tier, 'data-capability': declared.join(' ') };
}

function rowHead({ name, slug, tier, verdict, version }: MatrixProvider): XmlNode {
  return element(
    'th',
    { scope: 'row' },
    element('a', { href: `providers/${slug}.html` }, brief(name)),
    element('small', {}, version ? `${tier} · ${brief(version)}` : tier),
    element('small', { class: `verdict ${verdict}` }, verdict),
  );
}
