// Puts the museum of fixtures/museum into the build, as dist/museum: it is no part of src/, whose types and layers it would
// be held to, and `assay chaos museum` reads it all the same.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const from = join(root, 'fixtures', 'museum');
const to = join(root, 'dist', 'museum');

mkdirSync(to, { recursive: true });
for (const name of readdirSync(from)) {
  const code = stripTypeScriptTypes(readFileSync(join(from, name), 'utf8'));
  writeFileSync(join(to, compiled(name)), withImports(code));
}

/** What is imported from src/ lies one folder further up here, and is compiled too. */
function withImports(code: string): string {
  return code.replace(/(?<=\bfrom ')(\.[^']*)(?=')/g, (path) => compiled(path.replace('../../src/', '../')));
}

function compiled(path: string): string {
  return path.replace(/\.ts$/, '.js');
}
