import { digestOf } from '../../engine/sha256.ts';
import { type ReadCertificate, toRun } from './read-certificate.ts';
import type { Trust } from './trust.ts';

/** The run that a certificate tells of which was signed without a key. */
export function readBundle(text: string, { bundles }: Trust): ReadCertificate {
  if (!bundles)
    return refused(
      'was signed without a key: say by whom it must be, with --identity and --issuer, or give its report',
    );
  const check = bundles.checks.get(digestOf(text));
  if (!check) return refused('was changed while it was read: try again when nobody writes there');
  return toRun(check, { state: 'trusted', signer: bundles.signer });
}

function refused(why: string): ReadCertificate {
  return { kind: 'refused', why };
}
