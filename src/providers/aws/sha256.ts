import { Buffer } from 'node:buffer';
import { hash } from 'node:crypto';

/** As long as a block of SHA-256, in bytes. */
const blockLength = 64;

/**
 * SHA-256, and HMAC of it where there is a secret (RFC 2104), as the SDK's signer takes them. It hashes short texts, and for
 * those the streaming objects of `node:crypto`, which it would use by itself, cost several times what the hashing does.
 */
export class Sha256 {
  readonly #secret: Uint8Array | undefined;
  readonly #parts: Uint8Array[] = [];

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#secret = secret === undefined ? undefined : bytesOf(secret);
  }

  update(data: Uint8Array): void {
    this.#parts.push(data);
  }

  async digest(): Promise<Uint8Array> {
    return this.#secret === undefined ? digestOf(this.#parts) : hmacOf(this.#secret, this.#parts);
  }

  reset(): void {
    this.#parts.length = 0;
  }
}

function bytesOf(data: string | ArrayBuffer | ArrayBufferView): Uint8Array {
  if (typeof data === 'string') return Buffer.from(data, 'utf8');
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}

function hmacOf(secret: Uint8Array, parts: readonly Uint8Array[]): Uint8Array {
  const key = secret.length > blockLength ? digestOf([secret]) : secret;
  return digestOf([padded(key, 0x5c), digestOf([padded(key, 0x36), ...parts])]);
}

function padded(key: Uint8Array, mask: number): Uint8Array {
  const block = new Uint8Array(blockLength);
  block.set(key);
  return block.map((byte) => byte ^ mask);
}

function digestOf(parts: readonly Uint8Array[]): Uint8Array {
  const [first] = parts;
  return hash('sha256', first !== undefined && parts.length === 1 ? first : Buffer.concat(parts), 'buffer');
}
