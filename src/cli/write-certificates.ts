import { join } from 'node:path';
import { type Certificate, certificateOf } from '../certificate/certificate-of.ts';
import { expiryOf } from '../certificate/expiry-of.ts';
import type { KeySigner } from '../certificate/keys.ts';
import { certificateSuffix, signCertificate } from '../certificate/sign-certificate.ts';
import { fileSafe } from '../engine/files/file-safe.ts';
import { folderInside } from '../engine/files/inside.ts';
import { replaceFile } from '../engine/files/whole-file.ts';
import type { Report } from '../engine/report.ts';

/** Makes the file of a certificate, and says how its name ends. */
export type Seal = (
  statements: Certificate['statements'],
) => Promise<{ readonly text: string; readonly suffix: string }>;

export interface Signing {
  readonly seal: Seal;
  /** How long after the end of the oldest run that it rests on a certificate is good for. */
  readonly lifetimeMs: number;
}

/** Signs offline, with a key. */
export function sealWith(signer: KeySigner): Seal {
  return async (statements) => ({ text: signCertificate(statements, signer), suffix: certificateSuffix });
}

export interface WrittenCertificates {
  readonly files: readonly string[];
  /** One message for each that could not be made or written. */
  readonly problems: readonly string[];
}

/**
 * Writes the certificate of each provider of a report, which has to be redacted, into a folder of the out folder. The digest
 * is of the report as it lies in its file: whoever has the file can tell that it is the one.
 */
export async function writeCertificates(
  report: Report,
  reportDigest: string,
  { seal, lifetimeMs }: Signing,
  folder: { readonly outDir: string; readonly names: readonly string[] },
): Promise<WrittenCertificates> {
  const files: string[] = [];
  const problems: string[] = [];
  for (const provider of report.providers) {
    const { name } = provider;
    const expiresAt = expiryOf(report, provider, lifetimeMs);
    try {
      const { statements } = certificateOf(report, name, { expiresAt, reportDigest });
      const { text, suffix } = await seal(statements);
      const path = join(folderInside(folder.outDir, ...folder.names), `${fileSafe(name)}${suffix}`);
      await replaceFile(path, text);
      files.push(path);
    } catch (error) {
      problems.push(`the certificate of ${name} could not be written: ${(error as Error).message}`);
    }
  }
  return { files, problems };
}
