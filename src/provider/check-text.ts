import type { Refuse } from './refuse.ts';

/** A text that is there. */
export function checkText(value: unknown, where: string, refuse: Refuse): string {
  if (typeof value !== 'string' || value === '') throw refuse(`${where} must be a text that is not empty`);
  return value;
}

/** The same for what may be left out. */
export function checkOptionalText(value: unknown, where: string, refuse: Refuse): string | undefined {
  return value === undefined ? undefined : checkText(value, where, refuse);
}
