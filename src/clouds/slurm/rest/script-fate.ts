import type { SubmitReading } from './submit-reading.ts';

type Fate = Pick<Extract<SubmitReading, { outcome: 'read' }>, 'ends' | 'isEmpty'>;

/** What becomes of a script that sbatch would have refused: slurmrestd takes it, and the node fails at it. */
export function scriptFate(script: string): Fate {
  if (script === '') return { isEmpty: true };
  if (!script.startsWith('#!')) return failing(8);
  // There is no interpreter by the name of `/bin/sh\r`, or a shell that reads `600\r` as a time.
  if (script.includes('\r\n')) return failing(2);
  return script.includes('\0') ? { ends: { base: 'COMPLETED', reason: 'None', waitStatus: 0 } } : {};
}

function failing(exitCode: number): Fate {
  return { ends: { base: 'FAILED', reason: 'NonZeroExitCode', waitStatus: exitCode * 256 } };
}
