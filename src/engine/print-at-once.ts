/** The part of Node's streams that its types do not show; npm and others rely on it. */
interface Blockable {
  readonly _handle?: { readonly setBlocking?: (blocking: boolean) => number };
}

/**
 * Has everything that this process prints reach its reader before the program goes on. Otherwise Node keeps it in memory
 * while the program is busy: a flood would fill the heap unseen, and a crash would take its last words along.
 */
export function printAtOnce(): void {
  for (const stream of [process.stdout, process.stderr]) {
    // When nobody reads any more, clean-up goes on all the same.
    stream.on('error', () => {});
    (stream as Blockable)._handle?.setBlocking?.(true);
  }
}
