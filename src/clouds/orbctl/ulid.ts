const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * When a machine was made, by its id: OrbStack numbers machines by ULIDs, which begin with milliseconds. Null where the
 * id is none.
 *
 * @example
 * timeOfUlid('01ARZ3NDEKTSV4RRFFQ69G5FAV'); // 1469922850259
 */
export function timeOfUlid(id: string): number | null {
  if (!/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(id)) return null;
  return [...id.slice(0, 10)].reduce((ms, digit) => ms * digits.length + digits.indexOf(digit), 0);
}
