import { record } from '../../../provider/body-fields.ts';
import type { JsonClient } from '../../../provider/json-client.ts';
import { ProviderError } from '../../../provider/provider-error.ts';
import { providerName } from '../settings.ts';

/** The versions of the API whose forms are known, by their last number. */
const known = { oldest: 36, newest: 43 } as const;

/** Finds the newest version that both know, once. A failure is not kept. */
export function createVersion(send: JsonClient): () => Promise<number> {
  let found: Promise<number> | undefined;
  return () => {
    found ??= discover(send).catch((thrown) => {
      found = undefined;
      throw thrown;
    });
    return found;
  };
}

async function discover(send: JsonClient): Promise<number> {
  const paths = await send({
    method: 'GET',
    path: '/openapi/v3',
    read: (body) => Object.keys(record(body.paths, 'paths')),
  });
  const versions = paths.flatMap((path) => {
    const [, version] = /^\/slurm\/v0\.0\.(\d+)\//.exec(path) ?? [];
    return version === undefined ? [] : [Number(version)];
  });
  const usable = versions.filter((version) => version >= known.oldest && version <= known.newest);
  if (usable.length > 0) return Math.max(...usable);
  const offered = [...new Set(versions)].map((version) => `v0.0.${version}`).join(', ') || 'none';
  const message = `slurmrestd has no version of its API from v0.0.${known.oldest} to v0.0.${known.newest}, but ${offered}`;
  throw new ProviderError('PROVIDER_UNAVAILABLE', message, { provider: providerName, cause: new Error(message) });
}
