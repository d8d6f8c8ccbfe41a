import { isObject } from '../../provider/is-object.ts';

/** What is kept with a pod that the service has no field for. */
export interface Marker {
  readonly tags: Readonly<Record<string, string>>;
  /** The name that the caller gave; the pod's own is the key by which it is found again. */
  readonly name?: string;
  readonly region?: string;
  readonly spot?: true;
}

/**
 * The environment variable that holds it. RunPod has no tags, and names are one line; an environment comes back with every
 * read. Base64, so that no value means anything to whatever carries it.
 */
const variable = 'ASSAY_MARKER';

export function markerEnv(marker: Marker): Readonly<Record<string, string>> {
  return { [variable]: Buffer.from(JSON.stringify(marker)).toString('base64url') };
}

/** The marker of a pod; of one that somebody else made, an empty one. */
export function readMarker(env: unknown): Marker {
  const text = isObject(env) ? env[variable] : undefined;
  if (typeof text !== 'string') return { tags: {} };
  try {
    const marker: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    return isObject(marker) && isObject(marker.tags) ? (marker as unknown as Marker) : { tags: {} };
  } catch {
    return { tags: {} };
  }
}
