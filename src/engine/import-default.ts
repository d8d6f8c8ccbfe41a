import { pathToFileURL } from 'node:url';

/** The default export of a JavaScript or TypeScript file, undefined where it has none. Throws what the file throws. */
export async function importDefault(file: string): Promise<unknown> {
  const { default: exported } = (await importAny(file)) as { readonly default?: unknown };
  // In a package that is not of `"type": "module"` the file is compiled to CommonJS, and its exports come as one value.
  return isCompiledModule(exported) ? exported.default : exported;
}

async function importAny(file: string): Promise<unknown> {
  const url = pathToFileURL(file).href;
  if (!/\.[cm]?tsx?$/.test(file)) return import(url);
  const { tsImport } = await import('tsx/esm/api');
  return tsImport(url, { parentURL: import.meta.url, tsconfig: false });
}

function isCompiledModule(exported: unknown): exported is { readonly default?: unknown } {
  return typeof exported === 'object' && exported !== null && '__esModule' in exported && exported.__esModule === true;
}
