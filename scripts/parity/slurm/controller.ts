import type { Exec, ExecResult } from '../../../src/provider/context.ts';
import type { Side } from '../side-by-side/side.ts';
import type { Step } from './history.ts';
import { type Job, jobsOf, shownJobs } from './jobs.ts';

export interface ControllerOptions {
  readonly exec: Exec;
  /** Unlike that of any other history. */
  readonly prefix: string;
  /** Resolves when all jobs of that prefix are at rest, to all jobs. */
  readonly atRest: () => Promise<readonly Job[]>;
}

/** A controller that one history is played on. Its jobs are told from those of others by their names. */
export function createController({ exec, prefix, atRest }: ControllerOptions): Side<Step> {
  const ids: string[] = [];
  let submits = 0;

  const run = async (step: Step): Promise<ExecResult> => {
    if (step.do === 'cancel') {
      const { target } = step;
      // A job that was not taken cannot be meant.
      const id = typeof target === 'string' ? target : (ids[target] ?? '99999999');
      return exec('scancel', [id]);
    }
    submits += 1;
    const options = Object.entries(step.options).map(([name, value]) =>
      value === '' ? `--${name}` : `--${name}=${value}`,
    );
    const args = ['--parsable', `--job-name=${prefix}-${submits}`, '--output=/dev/null', '--export=NIL', ...options];
    const result = await exec('sbatch', args, { input: step.script });
    const [, id] = /^(\d+)/.exec(result.stdout) ?? [];
    if (id !== undefined) ids.push(id);
    return result;
  };

  const nameIds = (text: string) =>
    ids.reduce((named, id, index) => named.replaceAll(new RegExp(`\\b${id}\\b`, 'g'), `$${index}`), text);

  return {
    play: async (step) => {
      const { exitCode, stdout, stderr } = await run(step);
      const jobs = jobsOf(prefix, await atRest());
      return {
        'exit code': String(exitCode),
        stdout: nameIds(stdout.trim()),
        stderr: wordsOf(stderr),
        ...shownJobs(jobs),
      };
    },
    end: async () => {
      if (ids.length > 0) await exec('scancel', ids);
    },
  };
}

/** What the packaging of a machine says beside it is nobody's answer. */
function wordsOf(stderr: string): string {
  return stderr
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.includes('pmix'))
    .join('\n');
}
