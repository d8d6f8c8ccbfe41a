import { describe, expect, it } from 'vitest';
import { isoTime } from '../../src/provider/iso-time.ts';

describe('isoTime', () => {
  it('writes milliseconds and every other form of a time the same way, the first time and later', () => {
    for (let time = 0; time < 2; time += 1) {
      expect(isoTime(1_893_456_000_123)).toBe('2030-01-01T00:00:00.123Z');
      expect(isoTime('2030-01-01T01:00:00.123+01:00')).toBe('2030-01-01T00:00:00.123Z');
      // As text it is a year.
      expect(isoTime('2030')).toBe('2030-01-01T00:00:00.000Z');
      expect(isoTime(2030)).toBe('1970-01-01T00:00:02.030Z');
    }
  });

  it('refuses what is no time, however often it comes', () => {
    for (let time = 0; time < 2; time += 1) {
      expect(() => isoTime('soon')).toThrow(RangeError);
      expect(() => isoTime(Number.NaN)).toThrow(RangeError);
    }
  });

  it('keeps no more than it needs, and what it forgot it writes again', () => {
    for (let ms = 0; ms < 5_000; ms += 1) expect(isoTime(ms)).toBe(new Date(ms).toISOString());
    expect(isoTime(0)).toBe('1970-01-01T00:00:00.000Z');
  });
});
