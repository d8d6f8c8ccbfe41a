import { readFileSync } from 'node:fs';

/** The version of this package. Its folder is as far above the source as above what is built from it. */
export function assayVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}
