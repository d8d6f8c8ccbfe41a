import { z } from 'zod';

/** What every payload of ours is. It is signed with the payload, so nothing can be passed off as something else. */
export const payloadType = 'application/vnd.in-toto+json';

/** One signed payload, as DSSE v1 has it. Strict: what is not signed has no place for anything more. */
export const envelopeSchema = z.strictObject({
  payloadType: z.string(),
  /** Base64, standard alphabet, padded. */
  payload: z.base64(),
  /** Of one signer: a second signature could be read as that of somebody who never looked. */
  signatures: z.tuple([z.strictObject({ keyid: z.string(), sig: z.base64() })]),
});

export type Envelope = z.infer<typeof envelopeSchema>;

/** The very bytes that are signed: DSSE's pre-authentication encoding. Lengths are in bytes. */
export function signedBytes(type: string, payload: Uint8Array): Buffer {
  const bytesOfType = Buffer.from(type);
  return Buffer.concat([
    Buffer.from(`DSSEv1 ${bytesOfType.length} `),
    bytesOfType,
    Buffer.from(` ${payload.length} `),
    payload,
  ]);
}

/** The bytes of base64 that is written as our own writer would; undefined for any other way of writing them. */
export function decodeBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}
