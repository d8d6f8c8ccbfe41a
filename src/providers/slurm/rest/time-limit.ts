import { refuse } from '../settings.ts';

/**
 * A time limit as sbatch takes it, in minutes, rounded up: `90`, `90:00`, `1:30:00`, `1-12`, `1-12:30`, `1-12:30:00`. Throws
 * INVALID_SPEC for another text.
 *
 * Source: the option `--time` of sbatch.
 */
export function minutesOf(time: string): number {
  const [, days, first = '', second, third] = /^(?:(\d+)-)?(\d+)(?::(\d+))?(?::(\d+))?$/.exec(time) ?? [];
  if (first === '') throw refuse(`SLURM_TIME_LIMIT must be a time such as 2-00:00:00, got ${JSON.stringify(time)}`);
  const [a, b, c] = [first, second ?? '0', third ?? '0'].map(Number) as [number, number, number];
  if (days !== undefined) return Number(days) * 1_440 + a * 60 + b + Math.ceil(c / 60);
  return third === undefined ? a + Math.ceil(b / 60) : a * 60 + b + Math.ceil(c / 60);
}
