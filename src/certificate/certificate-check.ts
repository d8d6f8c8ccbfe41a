import type { Certification } from './certification.ts';

/** A public key that somebody trusts. */
export interface TrustedKey {
  /** SHA-256 of its SPKI form, in hexadecimal. */
  readonly keyId: string;
  /** PEM, SPKI. */
  readonly pem: string;
  /** File that it was read from, for people. */
  readonly file?: string;
}

export const certificateProblemCodes = [
  'unreadable',
  'no-certification',
  'bad-signature',
  'other-key',
  'expired',
  'not-yet-valid',
  'other-contract-set',
  'contract-missing',
  'other-verdict',
  'other-source',
  'other-provider',
  'inconsistent',
] as const;

export type CertificateProblemCode = (typeof certificateProblemCodes)[number];

export interface CertificateProblem {
  readonly code: CertificateProblemCode;
  /** What, where, and what to do. */
  readonly text: string;
}

/** What came of looking at a certificate: only one whose signature holds is ever read. */
export type CertificateCheck =
  | { readonly isValid: true; readonly certification: Certification; readonly signer: Signer }
  | {
      readonly isValid: false;
      readonly problems: readonly CertificateProblem[];
      readonly certification?: Certification;
    };

export interface Signer {
  readonly kind: 'key' | 'keyless';
  /** keyId of the key, or the identity of a keyless one. */
  readonly id: string;
}

export interface CheckOptions {
  readonly keys: readonly TrustedKey[];
  /** ISO time at which it is looked at. */
  readonly at: string;
  /** The set that it must be about; that of this Assay where the caller is the command line. Any, where absent. */
  readonly contractSet?: { readonly digest: string; readonly ids: readonly string[] };
  /** Digest of the provider's source as it is here. */
  readonly sourceDigest?: string;
  readonly provider?: string;
}
