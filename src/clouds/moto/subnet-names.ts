/** What the subnets of every account are called, in the order of their zones: moto draws their ids anew for each. */
export const subnetNames: readonly string[] = ['a', 'b', 'c'].map((zone) => `subnet-0000000000000000${zone}`);

/** Writes the names of subnets for their ids and back. */
export interface Renaming {
  toIds(text: string): string;
  toNames(text: string): string;
}

/** The renaming of an account whose subnets have these ids. */
export function renameSubnets(ids: readonly string[]): Renaming {
  const pairs = subnetNames.flatMap((name, index) => (ids[index] === undefined ? [] : [{ name, id: ids[index] }]));
  return {
    toIds: (text) => pairs.reduce((kept, { name, id }) => kept.replaceAll(name, id), text),
    toNames: (text) => pairs.reduce((kept, { name, id }) => kept.replaceAll(id, name), text),
  };
}
