import type { MachineRequest } from './host.ts';

/**
 * Tag that holds the name a caller gave. The machine's own name is its idempotency key and unique on the host; the
 * caller's name need not be.
 */
export const nameTag = 'assay.name';

/** Whether a caller may use a tag. */
export function nameTagProblem(key: string): string | null {
  return key === nameTag ? 'OrbStack keeps the name there' : null;
}

type Tags = MachineRequest['tags'];

export function withDisplayName(tags: Tags, name: string | undefined): Tags {
  return name === undefined ? tags : { ...tags, [nameTag]: name };
}

/** Takes the name out of the tags again. */
export function splitDisplayName(tags: Tags): { readonly tags: Tags; readonly displayName: string | undefined } {
  const { [nameTag]: displayName, ...rest } = tags;
  return { tags: rest, displayName };
}
