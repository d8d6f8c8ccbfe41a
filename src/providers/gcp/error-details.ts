import { isObject } from '../../provider/is-object.ts';

/** What is told of a want of room, in the order of the sentence. Whatever else is in there is not ours to repeat. */
const told = { zone: 'in', vmType: 'of', attachment: 'with', zonesAvailable: 'to be had in' } as const;

/** More than this is not the name of a zone or a type, nor a list of them. */
const lengthMax = 500;

/**
 * What the `errorDetails` of a failed operation say beyond its message, such as ` (stockout in us-central1-a of e2-small)`,
 * and nothing where they say nothing. The message names the zone by a link at best, and the reason and the type not at all.
 */
export function detailOf(errorDetails: unknown): string {
  if (!Array.isArray(errorDetails)) return '';
  const said = errorDetails.filter(isObject).flatMap(({ errorInfo }) => wordsOf(errorInfo));
  return said.length === 0 ? '' : ` (${said.join(' ')})`;
}

function wordsOf(errorInfo: unknown): readonly string[] {
  if (!isObject(errorInfo)) return [];
  const { reason, metadatas } = errorInfo;
  const where = isObject(metadatas) ? Object.entries(told).map(([name, before]) => [before, metadatas[name]]) : [];
  return [['', reason], ...where].flatMap(([before, value]) => (isWord(value) ? [`${before} ${value}`.trim()] : []));
}

function isWord(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= lengthMax;
}
