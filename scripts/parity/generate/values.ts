import fc, { type Arbitrary } from 'fast-check';

/** Mostly absent. */
export function rarely<T>(value: Arbitrary<T>, oneIn = 10): Arbitrary<T | undefined> {
  return fc.oneof({ weight: oneIn - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
}

/** Half of the time. */
export function sometimes<T>(value: Arbitrary<T>): Arbitrary<T | undefined> {
  return rarely(value, 2);
}

/** A thing of a kind: mostly one that was made before, sometimes one that is not there or has no id that could be. */
export function reference(kind: string): Arbitrary<string> {
  return fc.oneof(
    { weight: 14, arbitrary: fc.nat(5).map((nth) => `$${kind}.${nth}`) },
    { weight: 1, arbitrary: fc.constant(`$${kind}.unknown`) },
    { weight: 1, arbitrary: fc.constant(`$${kind}.malformed`) },
  );
}

export function references(kind: string, maxLength = 3): Arbitrary<readonly string[]> {
  return fc.uniqueArray(reference(kind), { minLength: 1, maxLength });
}

export const dryRun: Arbitrary<true | undefined> = rarely(fc.constant<true>(true), 20);

export const zone: Arbitrary<string> = fc.oneof(
  { weight: 40, arbitrary: fc.constant('us-east-1a') },
  { weight: 5, arbitrary: fc.constant('us-east-1b') },
  { weight: 1, arbitrary: fc.constant('us-east-1z') },
);

export const tagKey: Arbitrary<string> = fc.constantFrom('Name', 'team', 'a.b');

const tag = fc.record({ Key: tagKey, Value: fc.constantFrom('one', 'two', 'x y', '') });

export const tags: Arbitrary<readonly { readonly Key: string; readonly Value: string }[]> = fc.uniqueArray(tag, {
  minLength: 1,
  maxLength: 2,
  selector: ({ Key }) => Key,
});

/** Tags on what a call makes. */
export function tagged(resourceType: string): Arbitrary<readonly object[] | undefined> {
  return sometimes(tags.map((Tags) => [{ ResourceType: resourceType, Tags }]));
}

/** One filter of those of a service, by name and values; rarely one that nobody knows. */
export function filters(known: Readonly<Record<string, readonly string[]>>): Arbitrary<readonly object[] | undefined> {
  const names = Object.entries(known).map(([Name, values]) =>
    fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 2 }).map((Values) => ({ Name, Values })),
  );
  const unknown = fc.constant({ Name: 'no-such-filter', Values: ['x'] });
  const filter = fc.oneof({ weight: 20, arbitrary: fc.oneof(...names) }, { weight: 1, arbitrary: unknown });
  return rarely(fc.uniqueArray(filter, { minLength: 1, maxLength: 2, selector: ({ Name }) => Name }), 3);
}

export const tagFilters: Readonly<Record<string, readonly string[]>> = {
  'tag:Name': ['one', 't*', '?ne'],
  'tag:team': ['two', 'x y', '*'],
  'tag-key': ['Name', 'team'],
};
