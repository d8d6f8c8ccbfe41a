import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NewFile } from './template.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

interface OwnPackage {
  readonly version: string;
  readonly engines: { readonly node: string };
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** The package.json of a new provider, with the tools that Assay itself is built with. */
export function packageJson(name: string, folder: string): NewFile {
  const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as OwnPackage;
  // The package node: npx and npm use it even where an older Node is installed.
  const tools = ['@types/node', 'node', 'typescript', 'vitest'];
  const content = {
    // Not the bare name, which may be that of a package it depends on.
    name: `${name}-provider`,
    version: '0.0.0',
    private: true,
    type: 'module',
    engines: own.engines,
    scripts: { certify: 'assay certify ./src/index.ts', test: 'vitest run', typecheck: 'tsc' },
    dependencies: { assay: ownSpecifier(own.version, folder) },
    devDependencies: Object.fromEntries(tools.map((tool) => [tool, own.devDependencies[tool]])),
    allowScripts: { node: true, esbuild: false },
  };
  return { path: 'package.json', text: `${JSON.stringify(content, null, 2)}\n` };
}

/** From a checkout the provider gets that very Assay, not the one of the registry. */
function ownSpecifier(version: string, folder: string): string {
  return existsSync(join(root, 'src')) ? `file:${relative(folder, root).replaceAll('\\', '/')}` : `^${version}`;
}
