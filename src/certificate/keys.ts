import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { sha256 } from '../engine/sha256.ts';
import type { TrustedKey } from './certificate-check.ts';
import { KeyError } from './key-error.ts';

/** A fresh pair of Ed25519 keys. */
export interface KeyPair {
  /** PEM, PKCS8. For one who signs, and nobody else. */
  readonly privatePem: string;
  /** PEM, SPKI. For everybody. */
  readonly publicPem: string;
  readonly keyId: string;
}

/** Signs bytes, and says with which key. */
export interface KeySigner {
  readonly keyId: string;
  readonly sign: (bytes: Uint8Array) => Uint8Array;
}

export function createKeyPair(): KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicPem: pemOf(publicKey),
    keyId: keyIdOf(publicKey),
  };
}

/** The signer of a private key. Throws KeyError. `where` is what the message calls it. */
export function signerOf(pem: string, where: string): KeySigner {
  const key = privateKeyOf(pem, where);
  return { keyId: keyIdOf(createPublicKey(key)), sign: (bytes) => sign(null, bytes, key) };
}

/** A public key that is to be trusted. Throws KeyError. */
export function trustedKeyOf(pem: string, where: string): TrustedKey {
  if (/PRIVATE KEY-----/.test(pem))
    throw new KeyError(`${where} is a private key, which nobody needs to verify: give the public one (.pub)`);
  const key = parsed(() => createPublicKey(pem), where, 'public');
  mustBeEd25519(key, where);
  return { keyId: keyIdOf(key), pem: pemOf(key), file: where };
}

/** SHA-256 of the key's SPKI form, in hexadecimal. */
export function keyIdOf(publicKey: KeyObject): string {
  return sha256(publicKey.export({ type: 'spki', format: 'der' }));
}

function privateKeyOf(pem: string, where: string): KeyObject {
  if (/PUBLIC KEY-----/.test(pem)) throw new KeyError(`${where} is a public key: to sign, give the private one`);
  if (/ENCRYPTED/.test(pem))
    throw new KeyError(`${where} is locked with a passphrase: give it unlocked, such as in a secret of your CI`);
  const key = parsed(() => createPrivateKey(pem), where, 'private');
  mustBeEd25519(key, where);
  return key;
}

function parsed(parse: () => KeyObject, where: string, kind: 'public' | 'private'): KeyObject {
  try {
    return parse();
  } catch {
    // What the parser says may hold a part of the key.
    throw new KeyError(`${where} is no ${kind} key in PEM: make a pair with assay keygen`);
  }
}

function mustBeEd25519(key: KeyObject, where: string): void {
  if (key.asymmetricKeyType === 'ed25519') return;
  throw new KeyError(
    `${where} is a key for ${key.asymmetricKeyType ?? 'something else'}: certificates are signed with Ed25519, make a pair with assay keygen`,
  );
}

function pemOf(publicKey: KeyObject): string {
  return publicKey.export({ type: 'spki', format: 'pem' }).toString();
}
