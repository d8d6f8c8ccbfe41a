// What the signatures of a certificate are of, and the signatures, as files for tools that know neither DSSE nor base64:
// split-envelopes <certificate> <prefix> writes <prefix>.1.signed, <prefix>.1.signature, and so on.
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const envelopeSchema = z.object({
  payloadType: z.string(),
  payload: z.base64(),
  signatures: z.tuple([z.object({ sig: z.base64() })]),
});

const [certificate, prefix] = process.argv.slice(2);
if (certificate === undefined || prefix === undefined) throw new Error('usage: split-envelopes <certificate> <prefix>');

const lines = readFileSync(certificate, 'utf8').trimEnd().split('\n');
for (const [place, line] of lines.entries()) {
  const { payloadType, payload, signatures } = envelopeSchema.parse(JSON.parse(line));
  const body = Buffer.from(payload, 'base64');
  const head = `DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${body.length} `;
  writeFileSync(`${prefix}.${place + 1}.signed`, Buffer.concat([Buffer.from(head), body]));
  writeFileSync(`${prefix}.${place + 1}.signature`, Buffer.from(signatures[0].sig, 'base64'));
}
