import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createKeyPair } from '../../certificate/keys.ts';
import { writeNewFile } from '../../engine/files/new-file.ts';
import { visibleText } from '../../reporters/visible-text.ts';
import { exitCodes } from '../exit-code.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

export interface KeygenFlags {
  readonly out: string;
}

/** `assay keygen`: a pair of keys, of which the private one can be read by its owner alone. Nothing is ever overwritten. */
export async function keygenCommand({ out }: KeygenFlags, { stdout, cwd }: Terminal): Promise<number> {
  const { privatePem, publicPem, keyId } = createKeyPair();
  const publicFile = `${out}.pub`;
  await write(out, privatePem, 0o600, cwd);
  try {
    await write(publicFile, publicPem, 0o644, cwd);
  } catch (error) {
    // One of a pair is of no use, and would keep the pair from being made ever after.
    await rm(resolve(cwd, out), { force: true });
    throw error;
  }
  stdout.write(
    visibleText(`private key ${out} (for whoever signs, and nobody else), public key ${publicFile}, key id ${keyId}`),
  );
  stdout.write('\n');
  return exitCodes.fine;
}

async function write(file: string, text: string, mode: number, cwd: string): Promise<void> {
  try {
    await writeNewFile(resolve(cwd, file), text, mode);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST')
      throw new UsageError(`${file} is there already, and a key is never overwritten: choose another name with --out`);
    throw new UsageError(`the key could not be written to ${file} (${message}): choose another place with --out`);
  }
}
