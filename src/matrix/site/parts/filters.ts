import { element, type XmlNode } from '../../../reporters/xml.ts';

/** One choice among a few. */
export interface Filter {
  readonly name: 'tier' | 'capability' | 'fidelity' | 'state';
  readonly label: string;
  readonly options: readonly (readonly [value: string, text: string])[];
}

/** Shown by the script alone: without it nothing could be filtered. `things` are what is counted. */
export function filterForm(things: string, filters: readonly Filter[]): XmlNode {
  return element(
    'form',
    { class: 'filters', hidden: 'hidden', role: 'search', 'aria-label': `Filter ${things}`, 'data-things': things },
    element('label', {}, 'Find', element('input', { type: 'search', name: 'text', 'aria-keyshortcuts': '/' })),
    ...filters.map(select),
    element('button', { type: 'reset' }, 'Reset'),
    element('p', { class: 'count', role: 'status', 'aria-live': 'polite' }, ' '),
  );
}

function select({ name, label, options }: Filter): XmlNode {
  const choices = options.map(([value, text]) => element('option', { value }, text));
  return element('label', {}, label, element('select', { name }, element('option', { value: '' }, 'any'), ...choices));
}
