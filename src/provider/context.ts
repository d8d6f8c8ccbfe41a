/** Time as a provider may know it: virtual on a simulated testbed, real elsewhere. */
export interface Clock {
  /** Wall time, milliseconds since the epoch. */
  now(): number;
  /** Monotonic milliseconds, for durations. */
  monotonic(): number;
  /** Resolves after `ms`; rejects with the signal's reason when aborted. `ms` is 0 to 2^31-1. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Calls back once after `ms`, unless the function that it gives is called first. For deadlines: several times cheaper. */
  after(ms: number, callback: () => void): () => void;
}

/** Seeded randomness. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** `length` lower-case hexadecimal characters. */
  hex(length: number): string;
}

export interface ExecOptions {
  /** Written to standard input, which is then closed. */
  readonly input?: string;
  readonly timeoutMs?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** What a finished command left. A command that could not start has exit code 127 and says so on stderr. */
export interface ExecResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly timedOut: boolean;
}

/** Runs a program with an argument array, never through a shell. Resolves whatever the exit code. */
export type Exec = (file: string, args: readonly string[], options?: ExecOptions) => Promise<ExecResult>;

/** The web's fetch, narrowed to what a provider needs, so that a world can stand in for it. */
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

export interface Logger {
  debug(message: string, fields?: Readonly<Record<string, unknown>>): void;
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

/**
 * A request handler of the AWS SDK's shape (`requestHandler` of a client): the SDK's own serialisers stay in the
 * path, only the socket is replaced.
 */
export interface SdkRequestHandler {
  handle(request: unknown, options?: unknown): Promise<{ response: unknown }>;
}

/** Everything impure that a provider may use. It touches no global for these. */
export interface ProviderContext {
  readonly fetch: Fetch;
  readonly exec: Exec;
  readonly clock: Clock;
  readonly random: Random;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  /** Present where the testbed offers the SDK wire. */
  readonly sdkRequestHandler?: SdkRequestHandler;
}
