import type { Exec, ProviderContext } from '../../provider/context.ts';

const timeoutMs = 15_000;
const notThere = 127;

/** What keeps a cluster that is there from being used, in one sentence with its remedy; null where nothing does. Submits nothing. */
export async function probeLive(exec: Exec, env: ProviderContext['env']): Promise<string | null> {
  for (const name of ['SLURM_REST_URL', 'SLURM_SSH_HOST']) {
    if (env[name]) return `the testbed live runs SLURM's commands on this machine: leave ${name} away`;
  }
  const { exitCode, stdout, stderr } = await exec('scontrol', ['ping'], { timeoutMs });
  if (exitCode === notThere) return 'there is no scontrol command: run it where the commands of the cluster are';
  if (exitCode === 0 && /\bUP\b/.test(stdout)) return null;
  const said = (stderr || stdout).trim().split('\n')[0]?.slice(0, 200) ?? '';
  return `no controller of SLURM answers (${said}): SLURM_CONF names its configuration where the commands do not find it`;
}
