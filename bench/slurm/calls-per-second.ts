import Table from 'cli-table3';
import { createSimulatedSlurm } from '../../src/clouds/slurm/simulated-slurm.ts';
import type { Exec } from '../../src/provider/context.ts';
import { createExec } from '../../src/testbed/real-exec.ts';
import { createRandom } from '../../src/testbed/seeded-random.ts';
import { createVirtualClock } from '../../src/testbed/virtual-clock.ts';

/** So few that a list stays as short as on a real cluster. */
const rounds = 30;
const clusters = 100;
const callsPerRound = 3;
const script = '#!/bin/sh\nsleep 600\n';

/** Jobs that are submitted, looked at and cancelled, on the simulated controller and on the real one. */
export async function callsPerSecond(conf: string): Promise<void> {
  const exec = createExec();
  const realMs = await millisOf((file, args, given) => exec(file, args, { ...given, env: { SLURM_CONF: conf } }));
  let simulatedMs = 0;
  for (let seed = 1; seed <= clusters; seed += 1) simulatedMs += await millisOf(simulatedExec(seed));
  const [real, simulated] = [perSecond(realMs), perSecond(simulatedMs / clusters)];
  const table = new Table({ head: ['SLURM', 'calls/s', 'ratio'], style: { head: [], border: [] } });
  table.push(['real', real.toFixed(0), '1']);
  table.push(['simulated', simulated.toFixed(0), (simulated / real).toFixed(0)]);
  console.log(table.toString());
}

function perSecond(ms: number): number {
  return (rounds * callsPerRound * 1_000) / ms;
}

function simulatedExec(seed: number): Exec {
  const options = { latencyMaxMs: 0, oneSubmitTimesOutOf: Number.POSITIVE_INFINITY } as const;
  return createSimulatedSlurm(createVirtualClock(), createRandom(seed), options).exec;
}

async function millisOf(exec: Exec): Promise<number> {
  const beganMs = performance.now();
  for (let round = 0; round < rounds; round += 1) {
    const { stdout, stderr } = await exec('sbatch', ['--parsable', '--output=/dev/null'], { input: script });
    const [id = ''] = stdout.trim().split(';');
    if (id === '') throw new Error(`nothing was submitted: ${stderr}`);
    await exec('squeue', ['--json', '--states=all']);
    await exec('scancel', [id]);
  }
  return performance.now() - beganMs;
}
