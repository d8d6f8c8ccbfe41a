import { createPublicKey, verify } from 'node:crypto';
import type { CertificateProblem, TrustedKey } from './certificate-check.ts';
import { decodeBase64, type Envelope, payloadType, signedBytes } from './dsse.ts';
import { keyIdOf } from './keys.ts';

export type VerifiedEnvelope =
  | { readonly isVerified: true; readonly payload: Buffer; readonly keyId: string }
  | { readonly isVerified: false; readonly problem: CertificateProblem };

/** The payload of an envelope, where it is signed by the very key that it names and that key is trusted. */
export function verifyEnvelope(envelope: Envelope, keys: readonly TrustedKey[]): VerifiedEnvelope {
  const [{ keyid, sig }] = envelope.signatures;
  const payload = decodeBase64(envelope.payload);
  const signature = decodeBase64(sig);
  if (!payload || !signature)
    return refused('unreadable', 'it is no certificate (its base64 is not written the one way that Assay writes it)');
  const key = keys.map(({ pem }) => createPublicKey(pem)).find((each) => keyIdOf(each) === keyid);
  if (!key) return refused('other-key', otherKeyText(keyid, keys));
  if (!verify(null, signedBytes(envelope.payloadType, payload), key, signature))
    return refused(
      'bad-signature',
      'its signature does not hold: it was changed after it was signed, or never signed by this key',
    );
  if (envelope.payloadType !== payloadType)
    return refused(
      'unreadable',
      `it is signed, and says that it is ${JSON.stringify(envelope.payloadType)}, not ${payloadType}`,
    );
  return { isVerified: true, payload, keyId: keyid };
}

function otherKeyText(keyid: string, keys: readonly TrustedKey[]): string {
  const known = keys.map(({ keyId, file }) => `${keyId.slice(0, shown)}…${file === undefined ? '' : ` (${file})`}`);
  const trusted = known.length === 0 ? 'no key is trusted' : `you trust ${known.join(', ')}`;
  return `it names the key ${JSON.stringify(keyid.slice(0, shown))}…, and ${trusted}`;
}

const shown = 12;

function refused(code: CertificateProblem['code'], text: string): VerifiedEnvelope {
  return { isVerified: false, problem: { code, text } };
}
