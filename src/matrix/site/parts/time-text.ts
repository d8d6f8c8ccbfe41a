/** `2026-11-27 13:40`, as it is in UTC; what is no time is shown as it came. */
export function dayText(iso: string): string {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(iso) ? iso.slice(0, 16).replace('T', ' ') : iso.slice(0, 40);
}
