import { existsSync } from 'node:fs';
import { basename, dirname, isAbsolute, relative, resolve } from 'node:path';
import { importDefault } from '../engine/import-default.ts';
import type { AssayConfig } from './config.ts';
import { isPath } from './is-path.ts';
import { readConfigFile } from './read-data-file.ts';
import { UsageError } from './usage-error.ts';

const defaultFile = 'assay.config.ts';

/**
 * The configuration: the file that `--config` names, or `assay.config.ts` where there is one, or nothing. A file of JSON
 * or YAML is read as data, any other is imported.
 */
export async function loadConfig(given: string | undefined, cwd: string): Promise<AssayConfig> {
  const file = resolve(cwd, given ?? defaultFile);
  const name = given ?? defaultFile;
  if (!existsSync(file)) {
    if (given === undefined) return {};
    throw new UsageError(`--config ${JSON.stringify(given)} does not exist: give the path of a configuration file`);
  }
  const config = await check(name, await load(name, file, cwd));
  return withPathsFrom(config, dirname(file), cwd);
}

async function load(name: string, file: string, cwd: string): Promise<unknown> {
  if (/\.(json|ya?ml)$/.test(file)) return readConfigFile(name, cwd, 'give a configuration of a few lines');
  try {
    return await importDefault(file);
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    throw new UsageError(`${name} could not be loaded: ${why}`);
  }
}

async function check(name: string, exported: unknown): Promise<AssayConfig> {
  if (exported === undefined)
    throw new UsageError(`${name} has no default export: write export default defineConfig({})`);
  const { configSchema, describeIssue } = await import('./config-schema.ts');
  const parsed = configSchema.safeParse(exported);
  if (parsed.success) return parsed.data;
  throw new UsageError(`${name}: ${parsed.error.issues.map(describeIssue).join('; ')}`);
}

/** Paths in a file start at the file; on the command line they start where the command is run. */
function withPathsFrom(config: AssayConfig, folder: string, cwd: string): AssayConfig {
  const fromCwd = (path: string) => (isAbsolute(path) ? path : relative(cwd, resolve(folder, path)) || '.');
  const { providers, reporters, out } = config;
  return {
    ...config,
    ...(providers && { providers: providers.map((subject) => (isPath(subject) ? asPath(fromCwd(subject)) : subject)) }),
    ...(reporters && { reporters: reporters.map((spec) => withFileFrom(spec, fromCwd)) }),
    ...(out !== undefined && { out: fromCwd(out) }),
  };
}

/** A path still looks like one when it lost its folder. */
function asPath(path: string): string {
  return basename(path) === path ? `./${path}` : path;
}

function withFileFrom(spec: string, fromCwd: (path: string) => string): string {
  const colon = spec.indexOf(':');
  return colon < 0 || colon === spec.length - 1 ? spec : `${spec.slice(0, colon)}:${fromCwd(spec.slice(colon + 1))}`;
}
