import { z } from 'zod';
import { disturbanceKinds } from '../chaos/disturbance-kinds.ts';
import { experimentSchema } from '../chaos/experiment.ts';
import { isObject } from '../provider/is-object.ts';
import { nearest } from './nearest.ts';

/** What is wrong with an experiment, where, and what was perhaps meant: one sentence, however long the file is. */
export function experimentProblem(content: unknown, { issues }: z.ZodError): string {
  if (content === null || content === undefined) return 'is empty';
  // What is missing beside a key that nobody knows is mostly that key, with a slip of the finger.
  const issue = issues.find(({ message }) => unrecognized.test(message)) ?? issues[0];
  if (!issue) return 'is no experiment';
  const { word, known } = meant(content, issue);
  const near = word === undefined ? undefined : nearest(word.slice(0, wordMax), known);
  // Whoever is told what was meant needs no list of everything.
  const message = near === undefined ? issue.message : issue.message.replace(/; known are .*$/s, '');
  const where = issue.path.length > 0 ? `${issue.path.map(String).join('.')}: ` : '';
  const hint = near === undefined ? '' : `: did you mean ${near}?`;
  return `is no experiment (${shortened(where + message)})${hint}`;
}

const unrecognized = /^Unrecognized keys?: "([^"]*)"/;

/** A name is no longer than this. */
const wordMax = 60;
const problemMax = 700;

function shortened(text: string): string {
  return text.length <= problemMax ? text : `${text.slice(0, problemMax)}…`;
}

interface Meant {
  /** What stands there. */
  readonly word: string | undefined;
  /** What might. */
  readonly known: readonly string[];
}

function meant(content: unknown, issue: z.core.$ZodIssue): Meant {
  const [, key] = unrecognized.exec(issue.message) ?? [];
  if (key !== undefined) return { word: key, known: knownKeys() };
  const found = valueAt(content, issue.path);
  return { word: typeof found === 'string' ? found : undefined, known: namesIn(issue.message) };
}

function valueAt(content: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    content,
  );
}

/** The choices that a message offers. */
function namesIn(message: string): readonly string[] {
  const [, listed] = /; known are (.*)$/s.exec(message) ?? [];
  if (listed !== undefined) return listed.split(', ');
  const [, choices = ''] = /expected (?:one of )?(.*)$/is.exec(message) ?? [];
  return [...choices.matchAll(/["']([^"']+)["']/g)].map(([, name]) => name ?? '');
}

/** Every key that an experiment may have somewhere. */
function knownKeys(): readonly string[] {
  const parameters = disturbanceKinds.flatMap((kind) => Object.keys(kind.parameters.shape));
  return [...new Set([...keysIn(z.toJSONSchema(experimentSchema, { io: 'input' })), ...parameters])];
}

function keysIn(schema: unknown): readonly string[] {
  if (Array.isArray(schema)) return schema.flatMap(keysIn);
  if (!isObject(schema)) return [];
  const own = isObject(schema.properties) ? Object.keys(schema.properties) : [];
  return [...own, ...Object.values(schema).flatMap(keysIn)];
}
