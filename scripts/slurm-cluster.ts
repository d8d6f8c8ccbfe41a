// Runs a command on a SLURM cluster of this machine that lives as long as the command does:
// `npm run slurm-cluster -- bash`. Ends with the exit code of the command.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { startCluster } from '../src/clouds/slurm/cluster/start-cluster.ts';
import { createExec } from '../src/testbed/real-exec.ts';

const [file, ...args] = process.argv.slice(2);
if (file === undefined) throw new RangeError('name the command that is to run on the cluster, such as bash');
const cluster = await startCluster(createExec());
// A Ctrl-C is for the command; the cluster ends after it.
process.on('SIGINT', () => {});
try {
  const child = spawn(file, args, { stdio: 'inherit', env: { ...process.env, SLURM_CONF: cluster.conf } });
  const [code] = (await once(child, 'exit')) as [number | null];
  process.exitCode = code ?? 1;
} finally {
  await cluster.close();
}
