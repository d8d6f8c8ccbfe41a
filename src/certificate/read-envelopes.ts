import { isObject } from '../provider/is-object.ts';
import type { CertificateProblem } from './certificate-check.ts';
import { type Envelope, envelopeSchema } from './dsse.ts';
import { parseExactJson } from './exact-json.ts';

/** More than any certificate has; what is larger is not even parsed. */
export const certificateBytesMax: number = 8 * 1_048_576;

/** Our certification, and the same for tools that know in-toto. */
const envelopesMax = 2;

export type ReadEnvelopes =
  | { readonly isRead: true; readonly envelopes: readonly Envelope[] }
  | { readonly isRead: false; readonly problem: CertificateProblem };

/** The envelopes of a certificate's file, of which nothing is interpreted yet. */
export function readEnvelopes(text: string): ReadEnvelopes {
  if (text.length > certificateBytesMax) return unreadable('it is larger than 8 MiB');
  // A line may end as those of Windows do; nothing that is signed is in there.
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/);
  if (text.trim() === '') return unreadable('it is empty');
  if (lines.length > envelopesMax) return unreadable(`it has ${lines.length} lines, at most ${envelopesMax} are known`);
  const envelopes: Envelope[] = [];
  for (const [place, line] of lines.entries()) {
    const value = parseExactJson(line);
    if (isObject(value) && '_type' in value)
      return unreadable(`line ${place + 1} is a statement that nobody has signed`);
    const parsed = envelopeSchema.safeParse(value);
    if (!parsed.success)
      return unreadable(`line ${place + 1} is no DSSE envelope with one signature, as Assay writes it`);
    envelopes.push(parsed.data);
  }
  return { isRead: true, envelopes };
}

function unreadable(why: string): ReadEnvelopes {
  const text = `it is no certificate (${why}): give a file that assay sign or assay certify --sign has written`;
  return { isRead: false, problem: { code: 'unreadable', text } };
}
