import { resolve } from 'node:path';
import type { CertificateCheck } from '../certificate/certificate-check.ts';
import { certificateBytesMax } from '../certificate/read-envelopes.ts';
import { readLimited } from '../engine/files/read-limited.ts';
import { digestOf } from '../engine/sha256.ts';
import { findFiles, type Search } from '../matrix/evidence/find-files.ts';
import type { VouchedBundles } from '../matrix/evidence/trust.ts';
import { checkBundleText } from './check-certificate-file.ts';
import type { SignedBy } from './signed-by.ts';

/** Asks Sigstore about every bundle among paths and below folders. Nothing where nobody is trusted who signs without a key. */
export async function vouchForBundles(
  paths: readonly string[],
  search: Search,
  signedBy: SignedBy,
  at: string,
): Promise<VouchedBundles | undefined> {
  const { identity } = signedBy;
  if (!identity) return undefined;
  const checks = new Map<string, CertificateCheck>();
  for (const { path } of findFiles(paths, search).files) {
    const text = textOf(resolve(search.cwd, path));
    const check = text === undefined ? undefined : await checkBundleText(text, signedBy, { at });
    if (text !== undefined && check) checks.set(digestOf(text), check);
  }
  return { signer: identity.identity, checks };
}

/** What cannot be read is told when it is looked at as evidence. */
function textOf(path: string): string | undefined {
  try {
    return path.endsWith('.json') ? readLimited(path, certificateBytesMax) : undefined;
  } catch {
    return undefined;
  }
}
