import type { ProviderErrorCode } from 'assay';

/** One way in which Acme says no. A row whose code is null is not written yet. */
export interface ErrorRow {
  readonly status: number;
  /** The code in the body, where the status alone does not tell. */
  readonly says?: string;
  readonly code: ProviderErrorCode | null;
}

/** What each refusal of Acme means; the first row that fits decides. What fits none is never guessed at. */
export const errorRows: readonly ErrorRow[] = [
  { status: 401, code: 'AUTH_ERROR' },
  { status: 402, code: null },
  { status: 404, code: null },
  { status: 422, code: null },
  { status: 429, code: null },
  { status: 503, says: 'no_capacity', code: null },
];
