import type { Instance } from '../provider/instance.ts';
import type { ListFilter } from '../provider/requests.ts';

/** An instance, as far as it is known. */
export type Known = Pick<Instance, 'id'> & Partial<Instance>;

/** `unknown` where the filter asks for a field that nobody has told of. */
export type Satisfied = 'yes' | 'no' | 'unknown';

/**
 * Whether an instance satisfies every part of a filter.
 *
 * @example
 * satisfies({ region: 'eu' }, { id: 'i-1' }); // 'unknown'
 */
export function satisfies(filter: ListFilter, has: Known): Satisfied {
  const { ids, statuses, region, tags } = filter;
  const parts: readonly Satisfied[] = [
    ...(ids ? [oneOf(has.id, ids)] : []),
    ...(statuses ? [oneOf(has.status, statuses)] : []),
    ...(region === undefined ? [] : [oneOf(has.region, [region])]),
    ...Object.entries(tags ?? {}).map(([key, value]) => (has.tags ? oneOf(has.tags[key] ?? null, [value]) : 'unknown')),
  ];
  if (parts.includes('no')) return 'no';
  return parts.includes('unknown') ? 'unknown' : 'yes';
}

/** Null is a value that is known to be absent. Nothing is one of none, also what nobody has told of. */
function oneOf<T>(value: T | null | undefined, allowed: readonly T[]): Satisfied {
  if (allowed.length === 0) return 'no';
  if (value === undefined) return 'unknown';
  return value !== null && allowed.includes(value) ? 'yes' : 'no';
}
