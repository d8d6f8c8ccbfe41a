import { resolve } from 'node:path';
import { parseJson, parseWrittenJson, parseYaml } from '../engine/files/parse-data.ts';
import { bytesMax, readLimited } from '../engine/files/read-limited.ts';
import { whyUnread } from '../engine/files/why-unread.ts';
import { UsageError } from './usage-error.ts';

/** Reads a file of JSON. Throws UsageError, with the advice on what to give instead. */
export function readJsonFile(path: string, cwd: string, advice: string): Promise<unknown> {
  return readData(path, cwd, { advice, format: 'JSON', parse: async (text) => parseJson(text), max: bytesMax });
}

const configBytesMax = 1_048_576;

/** Reads a configuration that is data: no code of anybody is run for it. Throws UsageError. */
export function readConfigFile(path: string, cwd: string, advice: string): Promise<unknown> {
  // JSON is YAML too, but its errors are better told as what it is.
  return path.endsWith('.json')
    ? readData(path, cwd, { advice, format: 'JSON', parse: parseWrittenJson, max: configBytesMax })
    : readData(path, cwd, { advice, format: 'YAML', parse: parseYaml, max: configBytesMax });
}

interface Reading {
  readonly advice: string;
  readonly format: 'JSON' | 'YAML';
  readonly parse: (text: string) => Promise<unknown>;
  readonly max: number;
}

async function readData(path: string, cwd: string, { advice, format, parse, max }: Reading): Promise<unknown> {
  try {
    return await parse(readLimited(resolve(cwd, path), max));
  } catch (thrown) {
    throw new UsageError(`${path} ${whyUnread(thrown as Error, format)}: ${advice}`);
  }
}
