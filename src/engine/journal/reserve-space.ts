import { closeSync, fsyncSync, openSync, rmSync, writeFileSync } from 'node:fs';

/** Room for some hundred lines. */
const reservedBytes = 64 * 1_024;

/** Space on the disk of a journal that nobody else can take before it is released. */
export interface ReservedSpace {
  release(): void;
}

/** Where the space of a journal is kept. */
export function reservePath(journal: string): string {
  return `${journal}.reserve`;
}

/** Takes the space, or throws: on a disk that has none left nothing is begun. */
export function reserveSpace(path: string): ReservedSpace {
  const file = openSync(path, 'w', 0o600);
  try {
    writeFileSync(file, Buffer.alloc(reservedBytes, ' '));
    fsyncSync(file);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
  return { release: () => rmSync(path, { force: true }) };
}
