/** `1 run`, `2 runs`, `1,200 runs`: of a noun that takes an s. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}
