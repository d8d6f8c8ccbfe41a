import { refuse } from '../refuse.ts';

/** Linux takes 128 KiB per argument; a label's name goes along. */
const argumentBytesMax = 100 * 1024;

/** Throws INVALID_SPEC for a text that is too long for one argument of a command. */
export function checkArgumentSize(what: string, text: string): void {
  const bytes = Buffer.byteLength(text);
  if (bytes > argumentBytesMax) throw refuse(`${what} must be at most ${argumentBytesMax} bytes, got ${bytes}`);
}

/** Whether docker could have given this name to a volume or a network. Names become those of files. */
export function isName(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9_.-]{0,254}$/.test(text);
}

/** Whether this could name an image: registry, path, tag and digest together are never longer. */
export function isImageName(text: string): boolean {
  return /^[A-Za-z0-9][^\s\0]{0,511}$/.test(text);
}
