import { ProviderError } from './provider-error.ts';

const brand = Symbol.for('assay.unwritten');

/** A part of a provider that is still to be written, and the contracts that wait for it. */
export interface UnwrittenPart {
  /** As its author would call it: `spawn`, `error row 429`. */
  readonly part: string;
  readonly contracts: readonly string[];
}

/**
 * What a part of a provider throws for as long as it is not written: UNCLASSIFIED, because nothing is known. `assay certify`
 * ends with the list of these parts and the contracts that wait for them.
 *
 * @example
 * const spawn = async () => {
 *   throw unwritten('mine', 'spawn');
 * };
 */
export function unwritten(provider: string, part: string): ProviderError {
  const error = new ProviderError('UNCLASSIFIED', `${part} is not written yet`, { provider });
  Object.defineProperty(error, brand, { value: part });
  return error;
}

/** The part that is not written yet, where that is why something was thrown; also by another copy of this package. */
export function unwrittenPart(thrown: unknown): string | undefined {
  if (typeof thrown !== 'object' || thrown === null) return undefined;
  try {
    const part = (thrown as Record<symbol, unknown>)[brand];
    return typeof part === 'string' ? part : undefined;
  } catch {
    // A thrown proxy may throw at every touch.
    return undefined;
  }
}
