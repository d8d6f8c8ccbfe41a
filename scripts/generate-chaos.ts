// Writes what the code of chaos says of itself into the tables of docs/chaos.md.
// `--check` writes nothing and exits 1 when the page is out of date.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kindTable, oracleTable } from './chaos/tables.ts';
import { writeOrCheck } from './generated-files.ts';

const page = 'docs/chaos.md';
const before = readFileSync(join(import.meta.dirname, '..', page), 'utf8');

writeOrCheck({ [page]: withTables(before, { kinds: await kindTable(), oracles: oracleTable() }) });

/** The page around the tables is written by hand. */
function withTables(text: string, tables: Readonly<Record<string, string>>): string {
  return Object.entries(tables).reduce((before, [name, table]) => {
    const [begin, end] = [`<!-- ${name}: written by scripts/generate-chaos.ts -->\n`, `<!-- end of ${name} -->`];
    const from = before.indexOf(begin);
    const to = before.indexOf(end);
    if (from < 0 || to < from) throw new Error(`${page} has no place for the table of ${name}`);
    return `${before.slice(0, from)}${begin}\n${table}\n\n${before.slice(to)}`;
  }, text);
}
