import { resolve } from 'node:path';
import type { CertificateCheck, CheckOptions } from '../certificate/certificate-check.ts';
import { checkCertificate } from '../certificate/check-certificate.ts';
import { certificateBytesMax } from '../certificate/read-envelopes.ts';
import { readLimited } from '../engine/files/read-limited.ts';
import { findFiles } from '../matrix/evidence/find-files.ts';

/** A file with what came of looking at it. */
export interface CheckedCertificate {
  readonly file: string;
  readonly check: CertificateCheck;
}

/**
 * Looks at files, and at what lies in folders by the name of a certificate. One that cannot be read is told like one that is
 * refused: it costs the others nothing. Throws EvidenceError for a path that is not there.
 */
export function readCertificates(
  paths: readonly string[],
  options: CheckOptions,
  cwd: string,
): readonly CheckedCertificate[] {
  const { files, refused } = findFiles(paths, { cwd, leftOut: '' });
  const certificates = files.filter(({ path, isNamed }) => isNamed || path.endsWith('.intoto.jsonl'));
  return [
    ...certificates.map(({ path }) => ({ file: path, check: checkFile(path, options, cwd) })),
    ...refused.map(({ file, why }) => ({ file, check: unreadable(`it ${why}`) })),
  ];
}

function checkFile(path: string, options: CheckOptions, cwd: string): CertificateCheck {
  try {
    return checkCertificate(readLimited(resolve(cwd, path), certificateBytesMax), options);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return unreadable(`it cannot be read (${code ?? message})`);
  }
}

function unreadable(text: string): CertificateCheck {
  return { isValid: false, problems: [{ code: 'unreadable', text }] };
}
