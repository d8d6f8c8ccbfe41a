import type { CertificateCheck } from '../../certificate/certificate-check.ts';
import type { Certification } from '../../certificate/certification.ts';
import { checkCertificate, checkStatements } from '../../certificate/check-certificate.ts';
import { decodeBase64, type Envelope } from '../../certificate/dsse.ts';
import { readEnvelopes } from '../../certificate/read-envelopes.ts';
import type { CellSignature } from '../matrix.ts';
import type { ToldRun } from './run-record.ts';
import type { Trust } from './trust.ts';

export type ReadCertificate =
  | { readonly kind: 'runs'; readonly runs: readonly ToldRun[] }
  | { readonly kind: 'refused'; readonly why: string };

/**
 * The run that a certificate tells of. With keys, one that none of them signed is refused; without, its signature is told
 * as unchecked. One that has expired is still told of, as what it is: it cannot make a cell pass any more.
 */
export function readCertificate(text: string, { keys, at }: Trust): ReadCertificate {
  const read = readEnvelopes(text);
  if (!read.isRead) return refused(read.problem.text);
  const [{ signatures }] = read.envelopes as readonly [Envelope, ...Envelope[]];
  const signer = signatures[0].keyid;
  if (keys.length > 0) return toRun(checkCertificate(text, { keys, at }), { state: 'trusted', signer });
  const payloads = read.envelopes.map(({ payload }) => decodeBase64(payload) ?? Buffer.of());
  const check = checkStatements(payloads, { kind: 'key', id: signer }, { at });
  return toRun(check, { state: 'unchecked', signer });
}

/** What was checked as evidence: what has expired is told of, anything else that is wrong with it refuses it. */
export function toRun(check: CertificateCheck, signature: CellSignature): ReadCertificate {
  const wrong = check.isValid ? [] : check.problems.filter(({ code }) => code !== 'expired');
  const { certification } = check;
  if (wrong.length === 0 && certification) return { kind: 'runs', runs: [runIn(certification, signature)] };
  // Each part of a certificate may have the same to say.
  return refused([...new Set(wrong.map(({ text }) => text))].join('; '));
}

function runIn(certification: Certification, signature: CellSignature): ToldRun {
  const { run, contractSet, testbeds, expiresAt, provider, outcomes } = certification;
  return { kind: 'certificate', run, contractSet, testbeds, signature, expiresAt, provider: { ...provider, outcomes } };
}

function refused(problem: string): ReadCertificate {
  return { kind: 'refused', why: `cannot be used: ${problem}` };
}
