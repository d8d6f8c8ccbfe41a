import { sha256 } from '../sha256.ts';

/**
 * A file name made of words that are not ours: ids, paths and names of providers. It holds no folder, no control
 * character and no name that Windows keeps for itself, and two texts have two names.
 */
export function fileSafe(text: string): string {
  const safe = text
    .replace(/[^A-Za-z0-9.-]+/g, '_')
    .replace(/^[._-]+/, '')
    .slice(0, lengthMax);
  if (safe === text && !safe.includes('_') && !isReserved(safe)) return safe;
  // What was taken out told it from others; `_` could stand for it.
  const digest = sha256(text).slice(0, digestLength);
  return `${isReserved(safe) ? '_' : ''}${safe.slice(0, lengthMax - digestLength - 1)}-${digest}`;
}

const lengthMax = 180;
const digestLength = 8;

/** Windows takes `con.json` for the console, whatever its case and ending. */
function isReserved(name: string): boolean {
  return name === '' || /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name) || name.endsWith('.');
}
