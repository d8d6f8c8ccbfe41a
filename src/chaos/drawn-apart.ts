import type { Disturbance } from './disturbance.ts';

/** What takes away by what a machine is told from another. */
const hidesOwner = ['tags-late', 'tag-write-lost', 'relabelled', 'record-lost', 'store-set-back'];

/** Kinds that nobody can survive with each of those others: nothing would tell whose a machine is. */
const apart: Readonly<Record<string, readonly string[]>> = {
  'sold-twice': hidesOwner,
  // Of two that were made at once, the one that was told of is gone before anybody saw when it was made.
  'count-ignored': ['deleted-by-hand'],
};

/** The disturbances that may be drawn together, the first of them in any case. A file may have them all. */
export function drawnApart(disturbances: readonly Disturbance[]): readonly Disturbance[] {
  const kept: Disturbance[] = [];
  for (const each of disturbances) if (!kept.some(({ kind }) => areApart(kind, each.kind))) kept.push(each);
  return kept;
}

function areApart(a: string, b: string): boolean {
  return apart[a]?.includes(b) === true || apart[b]?.includes(a) === true;
}
