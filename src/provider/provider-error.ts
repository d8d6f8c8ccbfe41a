const brand = Symbol.for('assay.ProviderError');

/**
 * The taxonomy: every code, its category, and whether the same call may be tried again.
 *
 * @example
 * if (providerErrorCodes[error.code].retryable) await retry();
 */
export const providerErrorCodes = {
  CAPACITY_ERROR: { category: 'capacity', retryable: true },
  AUTH_ERROR: { category: 'auth', retryable: false },
  RATE_LIMIT_ERROR: { category: 'rate_limit', retryable: true },
  SPOT_INTERRUPTED: { category: 'capacity', retryable: true },
  QUOTA_EXCEEDED: { category: 'capacity', retryable: false },
  INVALID_SPEC: { category: 'validation', retryable: false },
  NOT_FOUND: { category: 'not_found', retryable: false },
  PROVIDER_UNAVAILABLE: { category: 'unavailable', retryable: true },
  UNCLASSIFIED: { category: 'unclassified', retryable: false },
} as const;

export type ProviderErrorCode = keyof typeof providerErrorCodes;
export type ProviderErrorCategory = (typeof providerErrorCodes)[ProviderErrorCode]['category'];

export interface ProviderErrorOptions {
  /** Name of the provider that reports it. */
  readonly provider: string;
  /** What the service threw or answered. Kept, never printed whole. */
  readonly cause?: unknown;
  /** How long the service asked to wait, in milliseconds. */
  readonly retryAfterMs?: number;
  /** True when the call may have taken effect: look before trying again. */
  readonly ambiguous?: boolean;
}

/**
 * The only error that a provider throws. Category and retryable follow from the code, so they cannot disagree.
 *
 * @example
 * throw new ProviderError('INVALID_SPEC', 'cpus must be at least 1, got 0', { provider: 'orbstack' });
 */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';
  readonly code: ProviderErrorCode;
  readonly category: ProviderErrorCategory;
  readonly retryable: boolean;
  readonly provider: string;
  declare readonly retryAfterMs?: number;
  declare readonly ambiguous?: boolean;

  constructor(code: ProviderErrorCode, message: string, options: ProviderErrorOptions) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.category = providerErrorCodes[code].category;
    this.retryable = providerErrorCodes[code].retryable;
    this.provider = options.provider;
    if (options.retryAfterMs !== undefined) this.retryAfterMs = options.retryAfterMs;
    if (options.ambiguous !== undefined) this.ambiguous = options.ambiguous;
    Object.defineProperty(this, brand, { value: true });
  }
}

/**
 * Whether a thrown value is a ProviderError, also one made by another copy of this package.
 *
 * @example
 * if (isProviderError(error) && error.ambiguous) await lookBeforeRetry();
 */
export function isProviderError(value: unknown): value is ProviderError {
  if (typeof value !== 'object' || value === null) return false;
  try {
    return (value as Record<symbol, unknown>)[brand] === true;
  } catch {
    // A thrown proxy may throw at every touch.
    return false;
  }
}
