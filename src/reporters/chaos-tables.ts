import Table from 'cli-table3';
import type { ChaosReport } from '../chaos/chaos-report.ts';
import { ifItFits } from './fit-table.ts';

type Told = ChaosReport['disturbances'][number];

/** What was done, and how often it came to anything: a table where it fits, else a line or two for each kind. */
export function disturbanceLines({ disturbances }: ChaosReport, columns: number): readonly string[] {
  if (disturbances.length === 0) return ['no disturbances'];
  const table = createTable(['disturbance', '', 'here', 'planned', 'acted', 'seen, settled after']);
  for (const { kind, number, support, planned, acted, reaction } of disturbances) {
    table.push([kind, number, support, String(planned), String(acted), reactionCell(reaction)]);
  }
  const width = Math.max(...disturbances.map(({ kind }) => kind.length));
  return ifItFits(table, columns, () => disturbances.flatMap((each) => kindLines(each, width)));
}

export function oracleLines({ oracles }: ChaosReport, columns: number): readonly string[] {
  const table = createTable(['oracle', '', 'kind', 'judged']);
  for (const { id, title, kind, exercised } of oracles) table.push([id, title, kind, String(exercised)]);
  const width = Math.max(...oracles.map(({ title }) => title.length));
  return ifItFits(table, columns, () =>
    oracles.map(({ id, title, exercised }) => `  ${id}  ${title.padEnd(width)}  judged ${exercised}`),
  );
}

/** Numbers begin behind the third column. */
function createTable(head: string[]): InstanceType<typeof Table> {
  const colAligns = head.map((_, index) => (index < 3 ? ('left' as const) : ('right' as const)));
  return new Table({ head, colAligns, style: { head: [], border: [], compact: true } });
}

/** The median, and the 95th percentile behind it. */
function reactionCell({ seen, settled }: Told['reaction']): string {
  if (!seen && !settled) return '';
  return [seen, settled].map((each) => (each ? timesText(each) : '–')).join(', ');
}

function kindLines({ kind, number, support, planned, acted, reaction }: Told, width: number): readonly string[] {
  const count = planned === 0 ? 'not planned' : `acted in ${acted} of ${planned}`;
  const { seen, settled } = reaction;
  const after = [
    ...(seen ? [`seen after ${timesText(seen)}`] : []),
    ...(settled ? [`settled after ${timesText(settled)}`] : []),
  ];
  return [
    `  ${number}  ${kind.padEnd(width)}  ${support === 'unsupported' ? support : `${support}, ${count}`}`,
    ...(after.length === 0 ? [] : [`       ${after.join(', ')}`]),
  ];
}

function timesText({ p50Ms, p95Ms }: { readonly p50Ms: number; readonly p95Ms: number }): string {
  return `${seconds(p50Ms)} (${seconds(p95Ms)})`;
}

function seconds(ms: number): string {
  return `${Math.round(ms / 1_000)} s`;
}
