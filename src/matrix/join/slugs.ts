import { fileSafe } from '../../engine/files/file-safe.ts';
import { sha256 } from '../../engine/sha256.ts';

/** What the pages of providers are called. Two names have two, also where a file system takes `A` for `a`. */
export function slugsOf(names: readonly string[]): ReadonlyMap<string, string> {
  const alike = Map.groupBy(names, (name) => fileSafe(name).toLowerCase());
  return new Map(
    names.map((name) => {
      const slug = fileSafe(name).toLowerCase();
      return [name, alike.get(slug)?.length === 1 ? slug : `${slug}-${sha256(name).slice(0, digestLength)}`];
    }),
  );
}

const digestLength = 8;
