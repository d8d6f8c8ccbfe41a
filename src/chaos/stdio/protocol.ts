import { z } from 'zod';
import { controlPlaneFeatures } from '../../controlplane/control-plane.ts';

/** Written in the first line of a control plane; another one is refused. */
export const protocolVersion = 1;

/** The longest line that is read, and the most that one turn may hold. */
export const lineMaxBytes = 1_048_576;
export const turnMaxLines = 10_000;

const id = z.union([z.int(), z.string().max(100)]);

/**
 * lines: it does one thing at a time, and each line to it is followed by one line of it. idle: it writes what it likes,
 * and then that it is idle.
 */
const turns = z.enum(['lines', 'idle']);

export const helloSchema = z.object({
  hello: z.object({
    version: z.literal(protocolVersion),
    name: z.string().min(1).max(100),
    turns: turns.default('lines'),
    /** What it can do beside the rest. */
    features: z.array(z.enum(controlPlaneFeatures)).default([]),
  }),
});

export type Hello = z.infer<typeof helloSchema>['hello'];

/** A call of the control plane: to the provider, its store, its clock. */
const callSchema = z.strictObject({ id, method: z.string(), params: z.array(z.unknown()).default([]) });
const resultSchema = z.strictObject({ id, result: z.unknown() });
const errorSchema = z.strictObject({ id, error: z.looseObject({ message: z.string() }) });
const idleSchema = z.strictObject({ idle: z.literal(true) });

export type ForeignCall = z.infer<typeof callSchema>;

/** What a line of a control plane says. */
export type ForeignLine =
  | { readonly says: 'calls'; readonly call: ForeignCall }
  | { readonly says: 'answers'; readonly id: string | number; readonly result: unknown }
  | { readonly says: 'fails'; readonly id: string | number; readonly message: string }
  | { readonly says: 'is-idle' }
  | { readonly says: 'nonsense'; readonly why: string };

/** Reads one line. Never throws. */
export function readLine(text: string): ForeignLine {
  const value = parsed(text);
  if (value === undefined) return { says: 'nonsense', why: 'is no JSON' };
  const call = callSchema.safeParse(value);
  if (call.success) return { says: 'calls', call: call.data };
  const result = resultSchema.safeParse(value);
  if (result.success) return { says: 'answers', id: result.data.id, result: result.data.result };
  const error = errorSchema.safeParse(value);
  if (error.success) return { says: 'fails', id: error.data.id, message: error.data.error.message };
  if (idleSchema.safeParse(value).success) return { says: 'is-idle' };
  return { says: 'nonsense', why: 'is neither a call {id, method, params}, nor an answer {id, result} or {id, error}' };
}

/** The first line. Gives a sentence where it is none. */
export function readHello(text: string): Hello | string {
  const value = parsed(text);
  if (value === undefined) return `its first line is no JSON: ${excerpt(text)}`;
  const version = versionOf(value);
  if (version !== undefined && version !== protocolVersion) {
    return `it speaks version ${JSON.stringify(version)} of the protocol, this Assay speaks version ${protocolVersion}`;
  }
  const hello = helloSchema.safeParse(value);
  if (hello.success) return hello.data.hello;
  return `its first line is no {"hello": {"version": ${protocolVersion}, "name": …}}: ${excerpt(text)}`;
}

/** The beginning of what somebody wrote, for a message. */
export function excerpt(text: string): string {
  const short = text.length > excerptMax ? `${text.slice(0, excerptMax)}…` : text;
  return JSON.stringify(short);
}

const excerptMax = 80;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function versionOf(value: unknown): unknown {
  const hello = (value as { readonly hello?: unknown } | null)?.hello;
  return (hello as { readonly version?: unknown } | null | undefined)?.version;
}
