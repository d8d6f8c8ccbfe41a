import { isPresent, list, record, text, textOr } from '../../provider/body-fields.ts';

export type Tags = Readonly<Record<string, string>>;

/** What the adapter keeps for itself begins so, among labels and in the metadata. */
const ours = 'assay-';
export const spawnLabel = `${ours}spawn`;
const requestLabel = `${ours}request`;
const runLabel = `${ours}run`;
const restOfRunLabel = `${ours}run-rest`;
const nameItem = `${ours}name`;
const imageItem = `${ours}image`;
const tagsItem = `${ours}tags`;

/** The service takes 64, and some are ours. */
const labelsMax = 60;
/** Letters that one of them holds. */
const labelMax = 63;

/** Whether a caller may use a tag. */
export function tagProblem(key: string): string | null {
  return key.startsWith(ours) ? 'the adapter keeps its own notes there' : null;
}

/** Tags as the service can hold them: as labels where they fit its rules, and the rest, which are many, in a text. */
export interface WrittenTags {
  readonly labels: Tags;
  readonly rest: Tags;
}

export function writeTags(tags: Tags): WrittenTags {
  const fitting = Object.entries(tags).filter(isLabel).slice(0, labelsMax);
  const labels = Object.fromEntries(fitting);
  const rest = Object.entries(tags).filter(([key]) => !Object.hasOwn(labels, key));
  return { labels, rest: Object.fromEntries(rest) };
}

/** What only its instance knows of a spawn. */
export interface OwnNotes {
  readonly spawnKey: string;
  readonly fingerprint: string;
  readonly owner: string | undefined;
}

export function ownLabels({ spawnKey, fingerprint, owner }: OwnNotes): Tags {
  return { [spawnLabel]: spawnKey, [requestLabel]: fingerprint, ...runMark(owner) };
}

/**
 * Says in which run a thing was made, so that who sweeps up after it finds what is its own. A mark is longer than a label may
 * be and has dots, which none has: it goes on in the next label, and lines stand for dots.
 */
export function runMark(owner: string | undefined): Tags {
  if (owner === undefined) return {};
  const written = owner
    .toLowerCase()
    .replaceAll('.', '_')
    .replaceAll(/[^a-z0-9_-]/g, '-');
  const [first = '', second = ''] = [written.slice(0, labelMax), written.slice(labelMax, 2 * labelMax)];
  return { [runLabel]: first, ...(second !== '' && { [restOfRunLabel]: second }) };
}

interface MetadataItem {
  readonly key: string;
  readonly value: string;
}

export interface FreeTexts {
  readonly name: string | undefined;
  readonly image: string | undefined;
  readonly rest: Tags;
}

export function writeMetadata({ name, image, rest }: FreeTexts): readonly MetadataItem[] {
  return [
    ...(name === undefined ? [] : [{ key: nameItem, value: name }]),
    ...(image === undefined ? [] : [{ key: imageItem, value: image }]),
    ...(Object.keys(rest).length === 0 ? [] : [{ key: tagsItem, value: JSON.stringify(rest) }]),
  ];
}

export interface ReadNotes {
  readonly tags: Tags;
  readonly name: string | undefined;
  readonly image: string | undefined;
  readonly spawnKey: string | undefined;
  readonly fingerprint: string | undefined;
}

/** What the labels and the metadata of an instance say. Scripts in the metadata are nobody's to see. */
export function readNotes({ labels, metadata }: Readonly<Record<string, unknown>>): ReadNotes {
  const own = readLabels(labels);
  const items = readItems(metadata);
  return {
    tags: { ...foreign(own), ...readRest(items.get(tagsItem)) },
    name: items.get(nameItem),
    image: items.get(imageItem),
    spawnKey: own[spawnLabel],
    fingerprint: own[requestLabel],
  };
}

export function readLabels(labels: unknown): Tags {
  if (!isPresent(labels)) return {};
  return Object.fromEntries(Object.entries(record(labels, 'labels')).map(([key, value]) => [key, text(value, key)]));
}

/** Those that are the caller's. */
export function foreign(labels: Tags): Tags {
  return Object.fromEntries(Object.entries(labels).filter(([key]) => !key.startsWith(ours)));
}

/** Whoever wrote something else there has not written tags. */
export function readRest(written: string | undefined): Tags {
  try {
    const entries = Object.entries(record(JSON.parse(written ?? '{}'), 'tags'));
    return Object.fromEntries(entries.map(([key, value]) => [key, text(value, key)]));
  } catch {
    return {};
  }
}

function readItems(metadata: unknown): ReadonlyMap<string, string> {
  const { items } = isPresent(metadata) ? record(metadata, 'metadata') : {};
  if (!isPresent(items)) return new Map();
  return new Map(
    list(items, 'items').map((each) => {
      const { key, value } = record(each, 'an item');
      return [text(key, 'key'), textOr(value, '')];
    }),
  );
}

function isLabel([key, value]: readonly [string, string]): boolean {
  return /^[a-z][a-z0-9_-]{0,62}$/.test(key) && /^[a-z0-9_-]{0,63}$/.test(value);
}
