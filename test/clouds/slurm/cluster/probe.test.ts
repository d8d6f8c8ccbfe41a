import { expect, test } from 'vitest';
import { probeCluster } from '../../../../src/clouds/slurm/cluster/probe.ts';
import type { Exec } from '../../../../src/provider/context.ts';

const answering =
  (exitCodes: Readonly<Record<string, number>>): Exec =>
  async (file) => ({ exitCode: exitCodes[file] ?? 0, stdout: '', stderr: '', timedOut: false });

test.runIf(process.platform === 'linux')(
  'a command that is missing is named, with the packages that have it',
  async () => {
    expect(await probeCluster(answering({ slurmd: 127 }))).toMatch(
      /no slurmd command: apt-get install slurmctld slurmd/,
    );
    // A client without a configuration fails even at saying its version.
    expect(await probeCluster(answering({ sbatch: 1 }))).toBeNull();
  },
);
