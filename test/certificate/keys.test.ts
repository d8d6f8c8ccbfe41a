import { createHash, createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { createKeyPair, signerOf, trustedKeyOf } from '../../src/certificate/keys.ts';

const pair = createKeyPair();

test('a fresh pair signs and verifies, and its id is the SHA-256 of the SPKI form', () => {
  const signer = signerOf(pair.privatePem, 'k');
  const bytes = Buffer.from('a payload');
  const key = createPublicKey(pair.publicPem);
  expect(verify(null, bytes, key, signer.sign(bytes))).toBe(true);
  const spki = key.export({ type: 'spki', format: 'der' });
  expect([signer.keyId, trustedKeyOf(pair.publicPem, 'k.pub').keyId]).toEqual(
    Array(2).fill(createHash('sha256').update(spki).digest('hex')),
  );
  expect(createKeyPair().keyId).not.toBe(pair.keyId);
});

test('a key that came through Windows, with other line ends, is the same key', () => {
  expect(trustedKeyOf(pair.publicPem.replaceAll('\n', '\r\n'), 'k').keyId).toBe(pair.keyId);
});

const rsa = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const locked = generateKeyPairSync('ed25519', {
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' },
});

test.each([
  ['a public key', () => signerOf(pair.publicPem, 'k'), 'k is a public key: to sign, give the private one'],
  ['an RSA key', () => signerOf(rsa.privateKey, 'k'), 'k is a key for rsa: certificates are signed with Ed25519'],
  ['a locked key', () => signerOf(locked.privateKey, 'k'), 'k is locked with a passphrase'],
  ['nothing', () => signerOf('', 'k'), 'k is no private key in PEM: make a pair with assay keygen'],
  ['a spoilt key', () => signerOf(pair.privatePem.slice(0, 60), 'k'), 'k is no private key in PEM'],
  ['a private key', () => trustedKeyOf(pair.privatePem, 'k'), 'k is a private key, which nobody needs to verify'],
  ['an RSA key', () => trustedKeyOf(rsa.publicKey, 'k'), 'k is a key for rsa'],
  ['no key', () => trustedKeyOf('ssh-ed25519 AAAA', 'k'), 'k is no public key in PEM'],
])('%s in the wrong place is refused with what to give instead', (_what, use, message) => {
  expect(use).toThrow(message);
});

test('what is said of a key that is refused holds nothing of it', () => {
  const body = pair.privatePem.split('\n')[1] ?? '';
  const spoilt = `-----BEGIN PRIVATE KEY-----\n${body.slice(0, 30)}\n-----END PRIVATE KEY-----\n`;
  expect(() => signerOf(spoilt, 'k')).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining(body.slice(0, 8)) }),
  );
});
