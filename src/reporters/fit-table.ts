import type Table from 'cli-table3';

/** The lines of a table where it fits, else other lines: a table that is broken by the edge of the screen is no table. */
export function ifItFits(
  table: InstanceType<typeof Table>,
  columns: number,
  otherwise: () => readonly string[],
): readonly string[] {
  const lines = table.toString().split('\n');
  return (lines[0]?.length ?? 0) <= columns ? lines : otherwise();
}
