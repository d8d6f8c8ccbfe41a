import type { LedgerEntry } from '../../testbed/ledger.ts';

/** By which the adapter marks the volumes of its pools, claimed or not. */
export const poolTag = 'assay:pool';

export function stockMark(isStock: boolean): Pick<LedgerEntry, 'isStock'> {
  return isStock ? { isStock: true } : {};
}
