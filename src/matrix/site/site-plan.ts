import { intents } from '../../contracts/contract.ts';
import { fileSafe } from '../../engine/files/file-safe.ts';
import { uniqueNames } from '../../reporters/unique-names.ts';
import type { Matrix, MatrixContract } from '../matrix.ts';

/** A matrix, and where everything of it stands in the site. */
export interface SitePlan {
  readonly matrix: Matrix;
  /** In the order of the matrix. */
  readonly contracts: readonly PlacedContract[];
  /** Those that have contracts, in the order in which callers need them; unheard-of ones last. */
  readonly intents: readonly PlacedIntent[];
}

export interface PlacedContract {
  readonly contract: MatrixContract;
  /** Its place in the cells of every provider. */
  readonly index: number;
  readonly path: string;
  /** On the page of every provider. */
  readonly anchor: string;
}

export interface PlacedIntent {
  readonly name: string;
  readonly anchor: string;
  readonly contracts: readonly PlacedContract[];
}

export function planSite(matrix: Matrix): SitePlan {
  const contractSlugs = slugsOf(matrix.contracts.map(({ id }) => id));
  const contracts = matrix.contracts.map((contract, index) => {
    const slug = contractSlugs[index] ?? String(index);
    return { contract, index, path: `contracts/${slug}.html`, anchor: `contract-${slug}` };
  });
  const byIntent = Map.groupBy(contracts, ({ contract }) => contract.intent);
  const ordered = [...new Set<string>([...intents, ...byIntent.keys()])].filter((name) => byIntent.has(name));
  const intentSlugs = slugsOf(ordered);
  const placed = ordered.map((name, index) => {
    return { name, anchor: `intent-${intentSlugs[index] ?? index}`, contracts: byIntent.get(name) ?? [] };
  });
  return { matrix, contracts, intents: placed };
}

// Some file systems take two names for one that differ in case alone.
function slugsOf(texts: readonly string[]): readonly string[] {
  const slugs = texts.map((text) => fileSafe(text).toLowerCase());
  return uniqueNames(slugs, (slug, number) => `${slug}-${number}`);
}
