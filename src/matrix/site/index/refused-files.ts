import { element, type XmlNode } from '../../../reporters/xml.ts';
import type { RefusedFile } from '../../matrix.ts';
import { brief, shortened } from '../parts/brief.ts';
import { plainTable } from '../parts/table.ts';

/** One bad file among many is named; the others are published all the same. */
export function refusedFiles(refused: readonly RefusedFile[]): readonly XmlNode[] {
  if (refused.length === 0) return [];
  return [
    element('h2', { id: 'refused' }, 'Not published here, and why'),
    plainTable({
      caption: `Files that were given and say nothing above: ${refused.length}`,
      head: ['file', 'why'],
      rows: refused.map(({ file, why }) => [brief(file), shortened(why)]),
    }),
  ];
}
