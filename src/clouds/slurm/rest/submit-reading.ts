import type { Arguments } from '../arguments.ts';
import type { ScriptEnd } from '../job.ts';
import type { RestError } from './rest-answer.ts';

/** A submit as a command line would say it, or what slurmrestd says against it before it asks the controller. */
export type SubmitReading =
  | {
      readonly outcome: 'read';
      readonly args: Arguments;
      /** What becomes of its script, where sbatch would have refused it. */
      readonly ends?: ScriptEnd;
      readonly isEmpty?: true;
    }
  | { readonly outcome: 'refused'; readonly status: 400 | 500; readonly errors: readonly RestError[] };

export type Body = Readonly<Record<string, unknown>>;

export const unparsed: RestError = { error_code: 9001, error: 'Failure during parsing' };

export function refused(errors: readonly RestError[], status: 400 | 500 = 400): SubmitReading {
  return { outcome: 'refused', status, errors };
}
