import type { ExecResult } from '../provider/context.ts';

/** The ability `shell`: runs a script where a machine of this testbed would run it, with an empty environment. */
export interface Shell {
  run(script: string): Promise<ExecResult>;
  /** Parses without running (`sh -n`). */
  parse(script: string): Promise<ExecResult>;
}
