import type { MatrixProvider } from './matrix.ts';

/** A run of several providers is one run. */
export function countRuns(providers: readonly MatrixProvider[]): number {
  return new Set(providers.flatMap(({ runs }) => runs.map(({ id }) => id))).size;
}
