import { payloadType, signedBytes } from './dsse.ts';
import type { KeySigner } from './keys.ts';
import type { Statement } from './statement.ts';

/** How a certificate's file name ends: in-toto's own, for JSON Lines of envelopes. */
export const certificateSuffix = '.intoto.jsonl';

/** The file of a certificate: one signed envelope a line. */
export function signCertificate(statements: readonly Statement[], signer: KeySigner): string {
  return statements.map((statement) => `${envelopeOf(statement, signer)}\n`).join('');
}

function envelopeOf(statement: Statement, { keyId, sign }: KeySigner): string {
  const payload = payloadOf(statement);
  const sig = Buffer.from(sign(signedBytes(payloadType, payload))).toString('base64');
  return JSON.stringify({ payloadType, payload: payload.toString('base64'), signatures: [{ keyid: keyId, sig }] });
}

/** A statement as it is signed. */
export function payloadOf(statement: Statement): Buffer {
  return Buffer.from(JSON.stringify(statement));
}
