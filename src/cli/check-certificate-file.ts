import { resolve } from 'node:path';
import type { AskedOfCertificate, CertificateCheck } from '../certificate/certificate-check.ts';
import { checkCertificate } from '../certificate/check-certificate.ts';
import { certificateBytesMax } from '../certificate/read-envelopes.ts';
import { parseJson } from '../engine/files/parse-data.ts';
import { readLimited } from '../engine/files/read-limited.ts';
import { whyUnreadable } from '../engine/files/why-unreadable.ts';
import { isObject } from '../provider/is-object.ts';
import type { SignedBy } from './signed-by.ts';

/** Whether a file is a certificate that somebody trusted has signed, with a key or without, and says what is asked. */
export async function checkCertificateFile(
  file: string,
  signedBy: SignedBy,
  asked: AskedOfCertificate,
  cwd: string,
): Promise<CertificateCheck> {
  const text = readText(file, cwd);
  if (typeof text !== 'string') return text;
  return (await checkBundleText(text, signedBy, asked)) ?? checkCertificate(text, { ...asked, keys: signedBy.keys });
}

/** The same of a bundle of Sigstore; nothing of a text that is none. */
export async function checkBundleText(
  text: string,
  { identity, sigstore }: SignedBy,
  asked: AskedOfCertificate,
): Promise<CertificateCheck | undefined> {
  const bundle = bundleIn(text);
  // Only whoever has one needs the package of Sigstore.
  return bundle && (await import('./keyless.ts')).checkBundle(bundle, identity, asked, sigstore);
}

/** What came of a file that nothing can be read from. */
export function unreadable(text: string): CertificateCheck {
  return { isValid: false, problems: [{ code: 'unreadable', text }] };
}

function readText(file: string, cwd: string): string | CertificateCheck {
  try {
    return readLimited(resolve(cwd, file), certificateBytesMax);
  } catch (error) {
    return unreadable(`it ${whyUnreadable(error)}: give a certificate`);
  }
}

/** A file of Sigstore says what it is; whether that is so is for Sigstore to tell. */
function bundleIn(text: string): object | undefined {
  if (!text.includes('sigstore.bundle')) return undefined;
  try {
    const value = parseJson(text);
    return isObject(value) && 'dsseEnvelope' in value ? value : undefined;
  } catch {
    return undefined;
  }
}
