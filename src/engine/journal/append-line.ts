import { fstatSync, fsyncSync, ftruncateSync, writeFileSync } from 'node:fs';

/** Appends a line to an open file, on the disk when it returns. Half of one would spoil the lines that follow. */
export function appendLine(file: number, line: string): void {
  const { size } = fstatSync(file);
  try {
    // Unlike writeSync it does not stop after a part.
    writeFileSync(file, line);
    fsyncSync(file);
  } catch (error) {
    takeBack(file, size);
    throw error;
  }
}

function takeBack(file: number, size: number): void {
  try {
    ftruncateSync(file, size);
  } catch {
    // A device holds nothing.
  }
}
