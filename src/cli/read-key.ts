import { resolve } from 'node:path';
import type { TrustedKey } from '../certificate/certificate-check.ts';
import { type KeySigner, signerOf, trustedKeyOf } from '../certificate/keys.ts';
import { readLimited } from '../engine/files/read-limited.ts';
import { whyUnreadable } from '../engine/files/why-unreadable.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

const keyBytesMax = 1_048_576;

/** The signer that a flag names: a file, or `env:NAME` for a variable that holds the PEM. Throws UsageError or KeyError. */
export function readSigner(flag: string, given: string, { env, cwd }: Pick<Terminal, 'env' | 'cwd'>): KeySigner {
  if (!given.startsWith('env:')) return signerOf(readPem(given, cwd, 'make a pair with assay keygen'), given);
  const name = given.slice('env:'.length);
  const pem = env[name];
  if (pem === undefined || pem.trim() === '')
    throw new UsageError(`${flag} ${given}: the variable ${name} is not set: put the private key in PEM into it`);
  return signerOf(pem, given);
}

/** The public keys that somebody trusts. Throws UsageError or KeyError. */
export function readTrustedKeys(files: readonly string[], cwd: string): readonly TrustedKey[] {
  return files.map((file) =>
    trustedKeyOf(readPem(file, cwd, 'give the public key of whoever you trust to certify'), file),
  );
}

function readPem(file: string, cwd: string, remedy: string): string {
  try {
    return readLimited(resolve(cwd, file), keyBytesMax);
  } catch (error) {
    throw new UsageError(`the key ${file} ${whyUnreadable(error)}: ${remedy}`);
  }
}
