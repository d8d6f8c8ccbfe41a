import { parseJson } from '../engine/files/parse-data.ts';

/**
 * Parses JSON that is written exactly as `JSON.stringify` writes it; undefined for anything else. So there is one way to
 * write a thing and one way to read it: the same key twice, `__proto__`, another escape or a blank in between is refused.
 */
export function parseExactJson(text: string): unknown {
  try {
    const value = parseJson(text);
    return JSON.stringify(value) === text ? value : undefined;
  } catch {
    // No JSON, or nested deeper than anybody can have meant.
    return undefined;
  }
}
