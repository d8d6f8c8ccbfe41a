// Puts the museum of fixtures/museum into the build, as dist/museum: it is no part of src/, whose types and layers it would
// be held to, and `assay chaos museum` reads it all the same.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..');
const from = join(root, 'fixtures', 'museum');
const to = join(root, 'dist', 'museum');

for (const name of readdirSync(from, { recursive: true, encoding: 'utf8' })) {
  if (!name.endsWith('.ts')) continue;
  const code = stripTypeScriptTypes(readFileSync(join(from, name), 'utf8'));
  const file = join(to, compiled(name));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, withImports(code));
}

/** What is imported from src/ lies one folder nearer in the build, and is compiled too. */
function withImports(code: string): string {
  return code.replace(/(?<=\bfrom ')(\.[^']*)(?=')/g, (path) =>
    compiled(path.replace(/^\.\.\/((?:\.\.\/)*)src\//, '$1')),
  );
}

function compiled(path: string): string {
  return path.replace(/\.ts$/, '.js');
}
