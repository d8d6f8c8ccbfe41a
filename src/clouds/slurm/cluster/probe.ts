import type { Exec } from '../../../provider/context.ts';
import { type ClusterOptions, pathWithDaemons } from './start-cluster.ts';

const needed: readonly (readonly [file: string, args: readonly string[]])[] = [
  ['sbatch', ['--version']],
  ['slurmctld', ['-V']],
  ['slurmd', ['-V']],
  ['munged', ['--version']],
];

const neededForRest: typeof needed = [['slurmrestd', ['-V']]];

const packages = 'slurmctld slurmd slurm-client munge';
const notThere = 127;

/** What is missing for a real cluster, with the remedy; null where nothing is. */
export async function probeCluster(
  exec: Exec,
  { hasRest = false }: Pick<ClusterOptions, 'hasRest'> = {},
): Promise<string | null> {
  if (process.platform !== 'linux') return 'SLURM runs on Linux alone';
  for (const [file, args] of hasRest ? [...needed, ...neededForRest] : needed) {
    const { exitCode } = await exec(file, args, { env: { PATH: pathWithDaemons }, timeoutMs: 15_000 });
    // Without a configuration the commands fail even at saying their version.
    if (exitCode !== notThere) continue;
    return `there is no ${file} command: apt-get install ${hasRest ? `${packages} slurmrestd slurm-wlm-jwt-plugin` : packages}, or the like`;
  }
  return null;
}
