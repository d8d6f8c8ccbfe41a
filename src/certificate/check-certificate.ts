import type { AskedOfCertificate, CertificateCheck, CheckOptions, Signer } from './certificate-check.ts';
import { inconsistenciesOf } from './inconsistencies.ts';
import { readEnvelopes } from './read-envelopes.ts';
import { readStatements } from './read-statements.ts';
import { shortcomingsOf } from './shortcomings.ts';
import { verifyEnvelope } from './verify-envelope.ts';

/**
 * Whether a certificate is genuine and what was asked for. Signatures come first: of what is not signed by a trusted key
 * nothing is interpreted. Its verdict may be any: genuine is also one that says failed.
 */
export function checkCertificate(text: string, options: CheckOptions): CertificateCheck {
  const read = readEnvelopes(text);
  if (!read.isRead) return { isValid: false, problems: [read.problem] };
  const verified = read.envelopes.map((envelope) => verifyEnvelope(envelope, options.keys));
  const unverified = verified.flatMap((each) => (each.isVerified ? [] : [each.problem]));
  if (unverified.length > 0) return { isValid: false, problems: unverified };
  const signed = verified.flatMap((each) => (each.isVerified ? [each] : []));
  const [id, ...others] = new Set(signed.map(({ keyId }) => keyId));
  if (id === undefined || others.length > 0)
    return refused(
      'inconsistent',
      'its parts are signed by different keys: each part could come from another certificate',
    );
  return checkStatements(
    signed.map(({ payload }) => payload),
    { kind: 'key', id },
    options,
  );
}

/** The same of what somebody is already known to have signed. */
export function checkStatements(
  payloads: readonly Uint8Array[],
  signer: Signer,
  asked: AskedOfCertificate,
): CertificateCheck {
  const read = readStatements(payloads);
  if (!read.isRead) return { isValid: false, problems: [read.problem] };
  const { certification } = read;
  const problems = [...read.problems, ...inconsistenciesOf(certification), ...shortcomingsOf(certification, asked)];
  return problems.length === 0 ? { isValid: true, certification, signer } : { isValid: false, problems, certification };
}

function refused(code: 'inconsistent', text: string): CertificateCheck {
  return { isValid: false, problems: [{ code, text }] };
}
