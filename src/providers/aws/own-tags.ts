import type { ResourceType, TagSpecification } from '@aws-sdk/client-ec2';
import type { KeyProblem } from '../../provider/check-tags.ts';

export type Tags = Readonly<Record<string, string>>;

/** Where EC2's own console keeps the name. */
const nameTag = 'Name';
/** Which spawn made the instance, and what it asked for. An instance without it is not ours. */
export const spawnTag = 'assay:spawn';
const fingerprintTag = 'assay:fingerprint';
/** Where EC2 itself notes the fleet that launched an instance. */
const fleetTag = 'aws:ec2:fleet-id';
/** Which instance an image was taken from. */
export const instanceTag = 'assay:instance';

/** Says in which run a thing was made, so that who sweeps up after it finds what is its own. */
const runTag = 'assay:run';

/** Keys that a caller may not use. */
export const tagProblem: KeyProblem = (key) => {
  if (key === nameTag) return 'EC2 keeps the name there';
  if (isOwnKey(key)) return 'the adapter keeps its own notes there';
  return /^aws:/i.test(key) ? 'AWS keeps its own notes there' : null;
};

/** Whether the adapter itself keeps a note there. */
export function isOwnKey(key: string): boolean {
  return key.startsWith('assay:');
}

export interface OwnTags {
  readonly tags: Tags;
  readonly name: string | undefined;
  readonly spawnId: string | undefined;
  readonly fingerprint: string | undefined;
}

export function withOwnTags({ tags, name, spawnId, fingerprint }: OwnTags): Tags {
  return {
    ...tags,
    ...(name !== undefined && { [nameTag]: name }),
    ...(spawnId !== undefined && { [spawnTag]: spawnId }),
    ...(fingerprint !== undefined && { [fingerprintTag]: fingerprint }),
  };
}

export function runMark(owner: string | undefined): Tags {
  return owner === undefined ? {} : { [runTag]: owner };
}

/** Whether it carries all of these marks. */
export function isMarked(tags: Tags, marks: Tags): boolean {
  return Object.entries(marks).every(([key, value]) => tags[key] === value);
}

/** Takes what is ours, and what is EC2's, out of the tags again. */
export function withoutOwnTags(all: Tags): OwnTags & { readonly fleetId: string | undefined } {
  const {
    [nameTag]: name,
    [spawnTag]: spawnId,
    [fingerprintTag]: fingerprint,
    [fleetTag]: fleetId,
    [runTag]: _run,
    ...rest
  } = all;
  const tags = Object.fromEntries(Object.entries(rest).filter(([key]) => !key.startsWith('aws:')));
  return { tags, name, spawnId, fingerprint, fleetId };
}

/** Tags for things of these types, where there are any. */
export function tagSpecifications(tags: Tags, ...types: readonly ResourceType[]): TagSpecification[] {
  if (Object.keys(tags).length === 0) return [];
  return types.map((type) => ({ ResourceType: type, Tags: toSdkTags(tags) }));
}

/** Tags in the words of the SDK. */
export function toSdkTags(tags: Tags): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
