import { LimitError } from './read-limited.ts';

/** Deeper than any report or experiment; less than what overflows a stack. */
const depthMax = 100;

/** Parses JSON that somebody else may have written. Throws SyntaxError, or LimitError for what is nested too deep. */
export function parseJson(text: string): unknown {
  return harmless(JSON.parse(text));
}

/** The same key twice: of the two, one would silently be lost. The message says where. */
export class RepeatedKeyError extends SyntaxError {}

/** What is not what it should be. The message says where, and why if that can be told. */
export class PlacedSyntaxError extends SyntaxError {}

/** As `parseJson`, of what a person has written: a key that is there twice is refused, where JSON takes the last. */
export async function parseWrittenJson(text: string): Promise<unknown> {
  const value = placed(() => parseJson(text));
  const { parseDocument } = await import('yaml');
  // JSON is YAML too, and YAML is what can tell.
  for (const { code, message } of parseDocument(text, { version: '1.2', uniqueKeys: true, logLevel: 'error' }).errors) {
    if (code === 'DUPLICATE_KEY') throw repeatedKey(message);
  }
  return value;
}

/** Only where: the rest of what the engine says quotes the text, which may be anything. */
function placed(parse: () => unknown): unknown {
  try {
    return parse();
  } catch (thrown) {
    const [, line, column] = /\(line (\d+) column (\d+)\)$/.exec((thrown as Error).message) ?? [];
    throw line === undefined ? thrown : new PlacedSyntaxError(`at line ${line}, column ${column}`);
  }
}

/** How often anchors may stand for something else: a short text can name billions of values. */
const aliasesMax = 100;

/** Parses YAML 1.2, where `no` is a word and `1.10` in quotes a text. Throws as `parseJson`. */
export async function parseYaml(text: string): Promise<unknown> {
  // YAML would take what is no text for one long word.
  if (text.includes('\u0000')) throw new SyntaxError('it is binary');
  const { parseDocument } = await import('yaml');
  try {
    const document = parseDocument(text, { version: '1.2', schema: 'core', uniqueKeys: true, merge: false });
    const [error] = document.errors;
    // What overflowed the stack of the parser.
    if (error?.code === 'RESOURCE_EXHAUSTION') throw tooDeep();
    if (error?.code === 'DUPLICATE_KEY') throw repeatedKey(error.message);
    if (error) throw notYaml(error.message);
    return harmless(document.toJS({ maxAliasCount: aliasesMax }));
  } catch (thrown) {
    if (thrown instanceof ReferenceError) throw new LimitError(`uses its anchors more than ${aliasesMax} times`);
    throw thrown;
  }
}

/** The value without the keys that reach the prototype of whatever it is copied to. Walks without recursion. */
function harmless(value: unknown): unknown {
  let level: readonly object[] = isObject(value) ? [value] : [];
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > depthMax) throw tooDeep();
    const below: object[] = [];
    for (const parent of level) {
      if (Object.hasOwn(parent, '__proto__')) Reflect.deleteProperty(parent, '__proto__');
      const children: readonly unknown[] = Array.isArray(parent) ? parent : Object.values(parent);
      for (const child of children) if (isObject(child)) below.push(child);
    }
    level = below;
  }
  return value;
}

function repeatedKey(message: string): RepeatedKeyError {
  const [where] = /at line \d+, column \d+/.exec(message) ?? [];
  return new RepeatedKeyError(`has the same key twice${where === undefined ? '' : ` (${where})`}`);
}

function notYaml(message: string): PlacedSyntaxError {
  // Below the first line the parser shows the text, which may be anything.
  const [first = ''] = message.split('\n');
  return new PlacedSyntaxError(cutTo(first.replace(/:$/, '')));
}

const reasonMax = 200;

/** Where it is stands last, and is left whole. */
function cutTo(text: string): string {
  if (text.length <= reasonMax) return text;
  const [where = ''] = /at line \d+, column \d+$/.exec(text) ?? [];
  return `${text.slice(0, reasonMax - where.length)}… ${where}`.trimEnd();
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function tooDeep(): LimitError {
  return new LimitError(`is nested deeper than ${depthMax} levels`);
}
