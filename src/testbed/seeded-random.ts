import type { Random } from '../provider/context.ts';

/**
 * Seeded randomness (splitmix32): the same seed gives the same numbers, on every machine.
 *
 * @example
 * const random = createRandom(deriveSeed(seed, 'latency'));
 */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next32 = (): number => {
    state = (state + 0x9e3779b9) >>> 0;
    return mix(state);
  };
  return {
    next: () => next32() / 0x1_0000_0000,
    hex: (length) => {
      let text = '';
      while (text.length < length) text += hexOf(next32());
      return text.slice(0, length);
    },
  };
}

/**
 * A seed for a named stream. Streams are independent: adding one does not shift the others.
 *
 * @example
 * const ids = createRandom(deriveSeed(seed, 'ids'));
 */
export function deriveSeed(seed: number, label: string): number {
  let hash = mix(seed >>> 0);
  for (let index = 0; index < label.length; index += 1) hash = mix((hash ^ label.charCodeAt(index)) >>> 0);
  return hash;
}

const hexOfByte: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** All eight digits. Every id of a simulated service comes from here. */
function hexOf(value: number): string {
  const digits = (shift: number) => hexOfByte[(value >>> shift) & 0xff] as string;
  return digits(24) + digits(16) + digits(8) + digits(0);
}

function mix(value: number): number {
  let mixed = value;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
