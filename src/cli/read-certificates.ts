import type { AskedOfCertificate, CertificateCheck } from '../certificate/certificate-check.ts';
import { findFiles } from '../matrix/evidence/find-files.ts';
import { checkCertificateFile, unreadable } from './check-certificate-file.ts';
import type { SignedBy } from './signed-by.ts';

/** A file with what came of looking at it. */
export interface CheckedCertificate {
  readonly file: string;
  readonly check: CertificateCheck;
}

/**
 * Looks at files, and at what lies in folders by the name of a certificate. One that cannot be read is told like one that is
 * refused: it costs the others nothing. Throws EvidenceError for a path that is not there.
 */
export async function readCertificates(
  paths: readonly string[],
  signedBy: SignedBy,
  asked: AskedOfCertificate,
  cwd: string,
): Promise<readonly CheckedCertificate[]> {
  const { files, refused } = findFiles(paths, { cwd, leftOut: '' });
  const checked: CheckedCertificate[] = [];
  for (const { path, isNamed } of files) {
    if (!isNamed && !isCertificateName(path)) continue;
    checked.push({ file: path, check: await checkCertificateFile(path, signedBy, asked, cwd) });
  }
  return [...checked, ...refused.map(({ file, why }) => ({ file, check: unreadable(`it ${why}`) }))];
}

function isCertificateName(path: string): boolean {
  return path.endsWith('.intoto.jsonl') || path.endsWith('.sigstore.json');
}
