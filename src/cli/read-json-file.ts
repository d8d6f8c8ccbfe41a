import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UsageError } from './usage-error.ts';

/** Reads a file of JSON. Throws UsageError, with the advice on what to give instead. */
export async function readJsonFile(path: string, cwd: string, advice: string): Promise<unknown> {
  const text = await read(path, cwd, advice);
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${path} is not JSON: ${advice}`);
  }
}

async function read(path: string, cwd: string, advice: string): Promise<string> {
  try {
    return await readFile(resolve(cwd, path), 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(`${path} ${code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})`}: ${advice}`);
  }
}
