import { ProviderError } from '../../provider/provider-error.ts';
import type { SlurmCli } from './cli.ts';
import { providerName, refuse, type Settings } from './settings.ts';

/** Throws where the controller is down. The command says so in its text, and in some versions in its exit code alone. */
export async function ping(cli: SlurmCli): Promise<void> {
  const stdout = await cli.ask('reads', 'scontrol', ['ping']);
  if (/\bis UP\b/.test(stdout)) return;
  const cause = new Error(stdout.trim().slice(0, 200));
  throw new ProviderError('PROVIDER_UNAVAILABLE', 'no SLURM controller is up', { provider: providerName, cause });
}

/** Says what is wrong before anything is submitted: no controller, or no such partition. */
export async function checkStart(cli: SlurmCli, { partition }: Settings): Promise<void> {
  await ping(cli);
  if (partition === undefined) return;
  const stdout = await cli.ask('reads', 'sinfo', ['--noheader', '--format=%R']);
  const partitions = [...new Set(stdout.split('\n').map((line) => line.trim()))].filter((line) => line !== '');
  if (partitions.includes(partition)) return;
  throw refuse(`SLURM_PARTITION names ${JSON.stringify(partition)}, and the cluster has ${partitions.join(', ')}`);
}
