import { isPresent, record, text, textOr } from '../../provider/body-fields.ts';
import { isObject } from '../../provider/is-object.ts';

export type Tags = Readonly<Record<string, string>>;

/** What every object of ours has. */
export const oursSelector = 'app.kubernetes.io/managed-by=assay';
const [oursLabel = '', oursValue = ''] = oursSelector.split('=');
const spawnLabel = 'assay.dev/spawn';
const requestLabel = 'assay.dev/request';
const spotLabel = 'assay.dev/spot';
const runLabel = 'assay.dev/run';
const notesAnnotation = 'assay.dev/notes';
/** The mark of a run is longer than a label may be, which is there for people to select by. */
const ownerAnnotation = 'assay.dev/owner';

/** What only the adapter has to know of a thing that it made. */
export interface Notes {
  readonly spawnKey: string;
  readonly fingerprint: string;
  readonly tags: Tags;
  readonly name?: string | undefined;
  /** Whether it was bid for. */
  readonly isSpot?: boolean;
}

/** The metadata of a new object. Values of labels are short and plain, so what a caller says is in an annotation. */
export function writeMetadata(
  name: string,
  { spawnKey, fingerprint, tags, name: shown, isSpot = false }: Notes,
  owner: string | undefined,
): object {
  return {
    name,
    labels: {
      [oursLabel]: oursValue,
      [spawnLabel]: spawnKey,
      [requestLabel]: fingerprint,
      ...(isSpot && { [spotLabel]: 'true' }),
      ...(owner !== undefined && { [runLabel]: asLabel(owner) }),
    },
    annotations: {
      [notesAnnotation]: JSON.stringify({ tags, ...(shown !== undefined && { name: shown }) }),
      ...(owner !== undefined && { [ownerAnnotation]: owner }),
    },
  };
}

/** Null for an object of somebody else. */
export function readNotes({ labels, annotations }: Readonly<Record<string, unknown>>): Notes | null {
  if (!isPresent(labels)) return null;
  const own = record(labels, 'labels');
  if (own[oursLabel] !== oursValue || typeof own[spawnLabel] !== 'string') return null;
  const { tags, name } = readTexts(isPresent(annotations) ? record(annotations, 'annotations')[notesAnnotation] : '');
  return {
    spawnKey: own[spawnLabel],
    fingerprint: textOr(own[requestLabel], ''),
    isSpot: own[spotLabel] === 'true',
    tags: isObject(tags) ? Object.fromEntries(Object.entries(tags).map(([key, each]) => [key, text(each, key)])) : {},
    ...(typeof name === 'string' && { name }),
  };
}

/** Whoever wrote something else there has not written notes. */
function readTexts(annotation: unknown): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(textOr(annotation, ''));
    return isObject(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

/** Begins and ends with a letter or digit, and has 63 characters at most. */
function asLabel(owner: string): string {
  const plain = owner.replaceAll(/[^A-Za-z0-9_.-]/g, '-').slice(0, 63);
  return plain.replaceAll(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '');
}
