import type { TrustedKey } from '../certificate/certificate-check.ts';
import type { KeylessIdentity, SigstorePlaces } from './keyless.ts';
import { readTrustedKeys } from './read-key.ts';
import { UsageError } from './usage-error.ts';

/** Whose signature is trusted. */
export interface SignedBy {
  readonly keys: readonly TrustedKey[];
  /** Who may have signed without a key. */
  readonly identity?: KeylessIdentity;
  readonly sigstore: SigstorePlaces;
}

/** The flags that say so, as they were typed. */
export interface SignedByFlags {
  readonly key: readonly string[];
  readonly identity?: string;
  readonly issuer?: string;
}

/** Throws UsageError or KeyError. */
export function signedByFlags({ key, ...named }: SignedByFlags, cwd: string, sigstore: SigstorePlaces): SignedBy {
  const identity = identityOf(named);
  return { keys: readTrustedKeys(key, cwd), ...(identity && { identity }), sigstore };
}

function identityOf({ identity, issuer }: Omit<SignedByFlags, 'key'>): KeylessIdentity | undefined {
  if (identity !== undefined && issuer !== undefined) return { identity, issuer };
  if (identity === undefined && issuer === undefined) return undefined;
  throw new UsageError('--identity and --issuer belong together: an identity is what some provider says');
}
