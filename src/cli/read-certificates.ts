import { resolve } from 'node:path';
import type { CertificateCheck, CheckOptions } from '../certificate/certificate-check.ts';
import { checkCertificate } from '../certificate/check-certificate.ts';
import { certificateBytesMax } from '../certificate/read-envelopes.ts';
import { readLimited } from '../engine/files/read-limited.ts';
import { UsageError } from './usage-error.ts';

/** A file with what came of looking at it. */
export interface CheckedCertificate {
  readonly file: string;
  readonly check: CertificateCheck;
}

/** Looks at certificates. One that cannot be read is told like one that is refused: it costs the others nothing. Throws UsageError for one that is not there. */
export function readCertificates(
  files: readonly string[],
  options: CheckOptions,
  cwd: string,
): readonly CheckedCertificate[] {
  return files.map((file) => ({ file, check: checkFile(file, options, cwd) }));
}

function checkFile(path: string, options: CheckOptions, cwd: string): CertificateCheck {
  try {
    return checkCertificate(readLimited(resolve(cwd, path), certificateBytesMax), options);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    // Better told than taken for a lack of evidence: it is a slip of the finger, or a pattern that matched nothing.
    if (code === 'ENOENT')
      throw new UsageError(`${path} does not exist: give certificates that assay sign has written`);
    return unreadable(`it cannot be read (${code ?? message})`);
  }
}

function unreadable(text: string): CertificateCheck {
  return { isValid: false, problems: [{ code: 'unreadable', text }] };
}
