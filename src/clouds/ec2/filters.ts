import { type Refusal, refusal } from './answer.ts';
import type { Query } from './query.ts';

/** What the filters of a Describe call look at. Tags are apart, for their keys are in the filter's own name. */
export interface Filterable<T> {
  readonly fields: Readonly<Record<string, (thing: T) => readonly string[]>>;
  readonly tags: (thing: T) => ReadonlyMap<string, string>;
}

export function filterProblem<T>(query: Query, { fields }: Filterable<T>): Refusal | null {
  for (const filter of query.records('Filter')) {
    const name = filter.text('Name') ?? '';
    if (!isOfTags(name) && !Object.hasOwn(fields, name)) {
      return refusal('InvalidParameterValue', `The filter '${name}' is invalid`);
    }
  }
  return null;
}

/** Every filter has to hold; of its values one is enough. `*` and `?` are wildcards. */
export function passesFilters<T>(query: Query, filterable: Filterable<T>, thing: T): boolean {
  return query.records('Filter').every((filter) => {
    const seen = seenBy(filterable, filter.text('Name') ?? '', thing);
    return filter.list('Value').some((pattern) => {
      const fits = matcherOf(pattern);
      return seen.some(fits);
    });
  });
}

function isOfTags(name: string): boolean {
  return name.startsWith('tag:') || name === 'tag-key' || name === 'tag-value';
}

function seenBy<T>({ fields, tags }: Filterable<T>, name: string, thing: T): readonly string[] {
  if (!isOfTags(name)) return fields[name]?.(thing) ?? [];
  const own = tags(thing);
  if (name === 'tag-key') return [...own.keys()];
  if (name === 'tag-value') return [...own.values()];
  const value = own.get(name.slice('tag:'.length));
  return value === undefined ? [] : [value];
}

function matcherOf(pattern: string): (text: string) => boolean {
  if (!/[*?]/.test(pattern)) return (text) => text === pattern;
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const wildcard = new RegExp(`^${source}$`, 's');
  return (text) => wildcard.test(text);
}
