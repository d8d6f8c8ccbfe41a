import type { Contract } from '../contracts/contract.ts';
import type { Fidelity } from '../testbed/fidelity.ts';
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
  'too-old',
  'other-contract-set',
  'contract-missing',
  'other-verdict',
  'other-source',
  'other-provider',
  'weaker-evidence',
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
      /** What it says, where the signature is that of a trusted key. */
      readonly certification?: Certification;
    };

export interface Signer {
  readonly kind: 'key' | 'keyless';
  /** keyId of the key, or the identity of a keyless one. */
  readonly id: string;
}

/** What a certificate is asked, whoever signed it. */
export interface AskedOfCertificate {
  /** ISO time at which it is looked at. */
  readonly at: string;
  /** The set that it must be about; that of this Assay where the caller is the command line. Any, where absent. */
  readonly contractSet?: AskedSet;
  /** Digest of the provider's source as it is here. */
  readonly sourceDigest?: string;
  readonly provider?: string;
  /** Everything that was judged must have been judged at least this close to the real service. */
  readonly fidelity?: Fidelity;
  /** How long ago the run may have ended, however long the certificate is valid. */
  readonly maxAgeMs?: number;
}

export interface AskedSet {
  readonly digest: string;
  /** Absent where somebody else's set is asked for, of which only the digest is known. */
  readonly ids?: readonly string[];
  /** Where they are known: a certificate may neither make a promise less than it is nor call absent what is declared. */
  readonly contracts?: readonly KnownContract[];
}

export type KnownContract = Pick<Contract, 'id' | 'level' | 'requires' | 'tiers' | 'workflow' | 'enhanced'>;

export interface CheckOptions extends AskedOfCertificate {
  readonly keys: readonly TrustedKey[];
}
