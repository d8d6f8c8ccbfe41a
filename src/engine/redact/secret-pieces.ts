import { hideability } from './hideability.ts';

const jsonDepthMax = 6;

/**
 * The parts of a secret that give it away alone: the lines of a PEM, the leaves of a JSON, the password in a URL; and
 * the whole of it.
 *
 * @example
 * secretPieces('{"private_key":"abcdefgh"}'); // ['{"private_key":"abcdefgh"}', 'abcdefgh']
 */
export function secretPieces(secret: string): readonly string[] {
  const pieces = [secret, secret.trim(), ...linesOf(secret), ...leavesOf(secret), ...passwordsOf(secret)];
  return [...new Set(pieces)].filter((piece) => hideability(piece) === 'hideable');
}

/** The password of a URL, as it is written and as it is meant. */
export function passwordsOf(text: string): readonly string[] {
  const password = /^[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:([^\s/@]+)@/i.exec(text)?.[1];
  if (password === undefined) return [];
  try {
    return [password, decodeURIComponent(password)];
  } catch {
    return [password];
  }
}

function linesOf(secret: string): readonly string[] {
  // A variable often holds a PEM with the breaks written as \n.
  const lines = secret.split(/\r?\n|\\n/).map((line) => line.trim());
  return lines.length < 2 ? [] : lines.filter((line) => !/^-----(BEGIN|END) /.test(line));
}

function leavesOf(secret: string): readonly string[] {
  if (!/^\s*[[{"]/.test(secret)) return [];
  try {
    return leavesIn(JSON.parse(secret), '', 0);
  } catch {
    return [];
  }
}

function leavesIn(value: unknown, key: string, depth: number): readonly string[] {
  if (typeof value === 'string') return isPublic(key, value) ? [] : [value, ...linesOf(value), ...passwordsOf(value)];
  if (typeof value !== 'object' || value === null || depth > jsonDepthMax) return [];
  return Object.entries(value).flatMap(([name, part]) => leavesIn(part, name, depth + 1));
}

/** What every key file of a kind holds: hidden, it would only make a report harder to read. */
function isPublic(key: string, value: string): boolean {
  return key === 'type' || (/_(uri|url)$/.test(key) && /^https:\/\/[^?#@]*$/.test(value));
}
