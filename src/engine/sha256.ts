import { createHash } from 'node:crypto';

/** In hexadecimal. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** As reports and certificates write a digest: it says what kind it is. */
export function digestOf(content: string | Uint8Array): string {
  return `sha256:${sha256(content)}`;
}
