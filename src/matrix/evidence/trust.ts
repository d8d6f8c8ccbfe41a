import type { CertificateCheck, TrustedKey } from '../../certificate/certificate-check.ts';

/** Whom somebody trusts to certify, and when it is looked at. */
export interface Trust {
  readonly keys: readonly TrustedKey[];
  /** Absent where nobody is trusted who signs without a key. */
  readonly bundles?: VouchedBundles;
  /** ISO time. */
  readonly at: string;
}

/** What Sigstore said of bundles, by the digest of their files: asking it takes a while, and is done before. */
export interface VouchedBundles {
  /** Who had to have signed, as a site names them. */
  readonly signer: string;
  readonly checks: ReadonlyMap<string, CertificateCheck>;
}
