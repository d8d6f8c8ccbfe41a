import { isObject } from '../../provider/is-object.ts';
import { refuse } from './settings.ts';

/** What a job says of itself: SLURM has no tags, but every job has one line of text. */
export interface Comment {
  /** Says which spawn made it. */
  readonly key: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly name?: string;
  /** Says in which run, so that who sweeps up after it finds what is its own. */
  readonly run?: string;
}

/** SLURM refuses a longer one, as a path name that is too long. */
const lengthMax = 1_024;
const markName = 'assay';
const mark = 1;

/** As JSON, in ASCII, so that no locale and no printer of tables can spoil it. Throws INVALID_SPEC where it is too long. */
export function writeComment({ key, tags, name, run }: Comment): string {
  const text = JSON.stringify({ [markName]: mark, key, name, run, tags }).replace(/[\u007f-\uffff]/g, escaped);
  if (text.length <= lengthMax) return text;
  throw refuse(`name and tags are too long for SLURM: as JSON they come to ${text.length} of ${lengthMax} characters`);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Null for the comment of somebody else, whatever it is. */
export function readComment(text: unknown): Comment | null {
  // Most of a cluster's comments are no JSON, and a parser that fails costs many times what this look does.
  const parsed = typeof text === 'string' && text.includes(`"${markName}"`) ? parse(text) : null;
  if (!isObject(parsed) || parsed[markName] !== mark || typeof parsed.key !== 'string') return null;
  const { key, name, run, tags } = parsed;
  return {
    key,
    tags: isObject(tags) ? (tags as Readonly<Record<string, string>>) : {},
    ...(typeof name === 'string' && { name }),
    ...(typeof run === 'string' && { run }),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
