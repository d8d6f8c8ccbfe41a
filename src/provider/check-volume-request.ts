import { checkTags, type KeyProblem } from './check-tags.ts';
import { checkOptionalText } from './check-text.ts';
import { checkWhole } from './check-whole.ts';
import { isObject } from './is-object.ts';
import type { Refuse } from './refuse.ts';
import type { CreateVolumeRequest } from './requests.ts';

/** A volume request whose every part has the right type. */
export interface CheckedVolume {
  readonly sizeGiB: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly region: string | undefined;
}

/** Throws INVALID_SPEC for what cannot be honoured. `tagProblem` speaks of the tags that cannot be used. */
export function checkVolumeRequest(
  request: CreateVolumeRequest,
  refuse: Refuse,
  { sizeGiBMax = Number.POSITIVE_INFINITY, tagProblem }: VolumeLimits = {},
): CheckedVolume {
  if (!isObject(request)) throw refuse('a volume request must be an object');
  return {
    sizeGiB: checkWhole(request.sizeGiB, 'sizeGiB', { min: 1, max: sizeGiBMax }, refuse),
    region: checkOptionalText(request.region, 'region', refuse),
    tags: checkTags(request.tags, 'tags', refuse, tagProblem),
  };
}

export interface VolumeLimits {
  readonly sizeGiBMax?: number;
  readonly tagProblem?: KeyProblem;
}
