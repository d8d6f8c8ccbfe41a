import { Buffer } from 'node:buffer';
import type { Bootstrap } from '../../provider/bootstrap.ts';
import { refuse } from './settings.ts';

/** Longer than any partition lets a job run. */
const forever = 'while :; do sleep 86400 & wait $!; done\n';

/**
 * What the job runs: its bootstrap, and then nothing until it is ended. The bootstrap is not pasted in: sbatch would read
 * its `#SBATCH` lines as options, and refuses a carriage return.
 */
export function batchScript(bootstrap: Bootstrap | undefined): string {
  if (bootstrap === undefined) return `#!/bin/sh\n${forever}`;
  if (bootstrap.format !== 'shell') {
    throw refuse(`bootstrap.format ${bootstrap.format} cannot be honoured: a SLURM job runs a shell script`);
  }
  const encoded = Buffer.from(bootstrap.content, 'utf8').toString('base64');
  return [
    '#!/bin/sh',
    'script=$(mktemp) || exit 1',
    `printf %s '${encoded}' | base64 -d > "$script" || exit 1`,
    'sh "$script" || exit $?',
    'rm -f "$script"',
    forever,
  ].join('\n');
}
