import { isObject } from '../../../provider/is-object.ts';

/** Labels by which a container, image or volume is known as one of ours. */
export const labelNames = {
  provider: 'dev.assay.provider',
  run: 'dev.assay.run',
  tags: 'dev.assay.tags',
  fingerprint: 'dev.assay.fingerprint',
  region: 'dev.assay.region',
  network: 'dev.assay.network',
  volumes: 'dev.assay.volumes',
  sizeGiB: 'dev.assay.size-gib',
  snapshotOf: 'dev.assay.snapshot-of',
} as const;

export type Labels = Readonly<Record<string, string>>;
type Tags = Readonly<Record<string, string>>;

/** Labels as arguments. */
export function labelArguments(labels: Labels): readonly string[] {
  return Object.entries(labels).flatMap(([name, value]) => ['--label', `${name}=${value}`]);
}

/** The same as filters: whatever lacks one of them is left out. */
export function filterArguments(labels: Labels): readonly string[] {
  return Object.entries(labels).flatMap(([name, value]) => ['--filter', `label=${name}=${value}`]);
}

/** Whether something carries all of these. */
export function hasLabels(labels: Labels, wanted: Labels): boolean {
  return Object.entries(wanted).every(([name, value]) => Object.hasOwn(labels, name) && labels[name] === value);
}

/** Tags as one label: docker's own rules for labels do not apply inside, and a tag cannot pose as a label of ours. */
export function writeTags(tags: Tags): string {
  // Entries, because a key like `__proto__` does not survive being a property.
  return JSON.stringify(Object.entries(tags));
}

/** What {@link writeTags} wrote; no tags where somebody else wrote something. */
export function readTags(text: string | undefined): Tags {
  try {
    const entries: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(entries) ? Object.fromEntries(entries.filter(isTag)) : {};
  } catch {
    return {};
  }
}

function isTag(entry: unknown): entry is readonly [string, string] {
  return Array.isArray(entry) && entry.length === 2 && entry.every((part) => typeof part === 'string');
}

/** Labels as docker prints them: an object, or null where there are none. */
export function readLabels(value: unknown): Labels {
  if (!isObject(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([name, text]) => [name, String(text)]));
}
