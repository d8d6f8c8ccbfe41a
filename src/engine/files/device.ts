import { constants, fstatSync, writeSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { resolve } from 'node:path';

/** Writes to a device, a pipe or a stream of this process, where the path is one. A file must not take its place. */
export async function writeToDevice(path: string, text: string): Promise<boolean> {
  const stream = streamOf(path);
  if (stream !== undefined) {
    writeToStream(stream, text);
    return true;
  }
  const found = await stat(path).catch(() => undefined);
  if (!found || found.isFile()) return false;
  // Neither made nor cut: it is there. A pipe waits for its reader, a folder says what it is.
  const device = await open(path, constants.O_WRONLY | constants.O_APPEND);
  try {
    await device.writeFile(text);
  } finally {
    await device.close();
  }
  return true;
}

/** The number of a stream of this process; where it leads to a file, that file is being written by somebody. */
function streamOf(path: string): number | undefined {
  const named = { '/dev/stdout': 1, '/dev/stderr': 2 }[resolve(path)];
  const [, number] = /^\/(?:dev|proc\/self)\/fd\/(\d+)$/.exec(resolve(path)) ?? [];
  return named ?? (number === undefined ? undefined : Number(number));
}

function writeToStream(stream: number, text: string): void {
  fstatSync(stream);
  const bytes = Buffer.from(text);
  let done = 0;
  while (done < bytes.length) {
    try {
      done += writeSync(stream, bytes, done);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      // A pipe that is full for now: its reader is slower than we are.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, retryMs);
    }
  }
}

const retryMs = 10;
