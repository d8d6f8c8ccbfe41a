import type { ContractWaiver } from '../engine/apply-waivers.ts';

/** What `assay.config.ts` may say. Flags of the command line win over it. Paths start at the folder of the file. */
export interface AssayConfig {
  /** Names of registered providers and paths of modules, certified when the command line names none. */
  readonly providers?: readonly string[];
  /** Seed of every run; without it each run has a fresh one. */
  readonly seed?: number;
  /** Cases per contract. */
  readonly runs?: number;
  /** Name of the testbed. */
  readonly testbed?: string;
  /** As `--reporter`: `terminal`, `json`, `junit`, each as name or `name:file`. */
  readonly reporters?: readonly string[];
  /** As `--env`: names of the variables that providers may see. Never their values. */
  readonly env?: readonly string[];
  /** Folder for failures and the report. Default `.assay`. */
  readonly out?: string;
  /** Contracts that are known to fail, each with who answers for it and until when. */
  readonly waivers?: readonly ContractWaiver[];
}

/**
 * Identity with a type: checks a configuration where it is written.
 *
 * @example
 * // assay.config.ts
 * import { defineConfig } from 'assay';
 * export default defineConfig({ providers: ['./src/my-provider.ts'], runs: 200 });
 */
export function defineConfig(config: AssayConfig): AssayConfig {
  return config;
}
