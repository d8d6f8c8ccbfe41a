import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describeThrown } from '../../contracts/describe.ts';
import { makeFolder } from '../files/make-folder.ts';

/** The key of an out folder; with it its runs sign what they make, and a sweep tells its own from a look-alike. */
export function ownerKeyPath(outDir: string): string {
  return join(outDir, 'owner.key');
}

/** Reads the key, and makes it the first time. Throws where it cannot be kept: what nobody could find again is not made. */
export function keepOwnerKey(outDir: string): string {
  const path = ownerKeyPath(outDir);
  try {
    makeFolder(outDir);
    if (!existsSync(path)) makeKey(path);
  } catch (thrown) {
    throw new Error(`the key ${path} cannot be kept, so nothing is made: ${describeThrown(thrown)}`);
  }
  return readOwnerKey(outDir) ?? fail(path);
}

/** There as a whole or not at all: runs at the same time take the one that was first, and a full disk leaves no half. */
function makeKey(path: string): void {
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    writeFileSync(temporary, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx', flush: true });
    linkSync(temporary, path);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'EEXIST') throw thrown;
  } finally {
    rmSync(temporary, { force: true });
  }
}

export function readOwnerKey(outDir: string): string | undefined {
  try {
    const key = readFileSync(ownerKeyPath(outDir), 'utf8').trim();
    return /^[0-9a-f]{64}$/.test(key) ? key : undefined;
  } catch {
    return undefined;
  }
}

/** What everything that a run makes carries, where the service can carry it. */
export function ownerMark(runId: string, key: string): string {
  return `assay1.${runId}.${signatureOf(runId, key)}`;
}

export type ReadMark = { readonly ok: true; readonly runId: string } | { readonly ok: false; readonly problem: string };

/** Whose a thing is, by its mark. */
export function readMark(mark: string | null, key: string): ReadMark {
  if (mark === null) return { ok: false, problem: 'it has no mark' };
  const [version, runId = '', signature = '', ...rest] = mark.split('.');
  if (version !== 'assay1' || runId.length < 8 || rest.length > 0)
    return { ok: false, problem: 'its mark is none of ours' };
  const [given, own] = [Buffer.from(signature), Buffer.from(signatureOf(runId, key))];
  const isOurs = given.length === own.length && timingSafeEqual(given, own);
  return isOurs ? { ok: true, runId } : { ok: false, problem: 'its mark was not signed with the key of this folder' };
}

/** The out folder that a journal is in. */
export function outDirOfJournal(path: string): string {
  return dirname(dirname(path));
}

function signatureOf(runId: string, key: string): string {
  return createHmac('sha256', key).update(runId).digest('hex').slice(0, 32);
}

function fail(path: string): never {
  throw new Error(`${path} is no key: remove it, and what earlier runs made can then be told by their journals only`);
}
