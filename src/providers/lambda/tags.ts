import { Buffer } from 'node:buffer';
import type { Instance } from '../../provider/instance.ts';
import { refuse } from './settings.ts';

/** A tag as the service has it. */
export interface NativeTag {
  readonly key: string;
  readonly value: string;
}

type Tags = NonNullable<Instance['tags']>;

const ours = 'assay:';
/** Says which spawn made an instance. */
const spawnTag = `${ours}spawn`;
/** The name that the caller gave: the instance's own is the key of its spawn. */
const nameTag = `${ours}name`;
/** Says in which run, so that who sweeps up after it finds what is its own. */
const runTag = `${ours}run`;
/** Before a key in hexadecimal, which the service could not hold as it is. */
const hexTag = `${ours}x-`;

const keyLengthMax = 55;
const valueLengthMax = 128;

/** Whether a caller may use a tag. */
export function tagProblem(key: string): string | null {
  return key.startsWith(ours) ? 'the tags of the spawn are kept there' : null;
}

/** The tags of a spawn. Throws INVALID_SPEC for what the service cannot hold. */
export function writeTags(tags: Tags, { spawnKey, name, owner }: OwnTags): readonly NativeTag[] {
  const own = [
    { key: spawnTag, value: spawnKey },
    ...(name === undefined ? [] : [{ key: nameTag, value: name }]),
    ...(owner === undefined ? [] : [{ key: runTag, value: owner }]),
  ];
  return [...own, ...Object.entries(tags).map(([key, value]) => ({ key: writeKey(key), value }))].map(checkLength);
}

/** What is told beside the tags of the caller. */
export interface OwnTags {
  readonly spawnKey: string;
  readonly name: string | undefined;
  readonly owner: string | undefined;
}

function writeKey(key: string): string {
  const isPlain = /^[a-z][a-z0-9-:]+$/.test(key) && !key.startsWith('lambda-ai-');
  return isPlain ? key : hexTag + Buffer.from(key).toString('hex');
}

function checkLength(tag: NativeTag): NativeTag {
  if (tag.key.length > keyLengthMax) throw refuse(`tags: a key is too long for Lambda, ${keyLengthMax} at most`);
  if (tag.value.length > valueLengthMax) throw refuse(`name or tags: a value is longer than ${valueLengthMax}`);
  return tag;
}

/** What the tags of an instance say, to its caller and to us. */
export function readTags(native: readonly NativeTag[]): {
  readonly tags: Tags;
  readonly name: string | undefined;
  readonly spawnKey: string | undefined;
} {
  const shown = native
    .filter(({ key }) => !key.startsWith(ours) || key.startsWith(hexTag))
    .map(({ key, value }) => [readKey(key), value] as const);
  const find = (wanted: string) => native.find(({ key }) => key === wanted)?.value;
  return { tags: Object.fromEntries(shown), name: find(nameTag), spawnKey: find(spawnTag) };
}

function readKey(key: string): string {
  return key.startsWith(hexTag) ? Buffer.from(key.slice(hexTag.length), 'hex').toString('utf8') : key;
}
