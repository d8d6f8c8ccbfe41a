// Writes what the code of chaos says of itself: the tables of docs/chaos.md, and the JSON Schemas of schemas/; the one
// of certify is written the same way.
// `--check` writes nothing and exits 1 when one of them is out of date.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chaosReportJsonSchema, experimentJsonSchema, reportJsonSchema } from './chaos/json-schemas.ts';
import { kindTable, oracleTable } from './chaos/tables.ts';

const root = join(import.meta.dirname, '..');
const page = 'docs/chaos.md';

const written: Readonly<Record<string, string>> = {
  [page]: withTables(readFileSync(join(root, page), 'utf8'), { kinds: await kindTable(), oracles: oracleTable() }),
  'schemas/experiment.schema.json': json(experimentJsonSchema()),
  'schemas/chaos-report.schema.json': json(chaosReportJsonSchema()),
  'schemas/report.schema.json': json(reportJsonSchema()),
};

for (const [name, text] of Object.entries(written)) {
  const path = join(root, name);
  if (!process.argv.includes('--check')) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  } else if (readIfThere(path) !== text) {
    console.error(`${name} is out of date: run \`npm run generate\``);
    process.exitCode = 1;
  }
}

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

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
