import type { MachineSpec } from '../../../provider/instance.ts';
import { refuse } from '../refuse.ts';
import type { DockerCli } from './docker-cli.ts';
import { unreadable } from './docker-errors.ts';

/** Throws INVALID_SPEC for a machine that is larger than the engine. docker itself says nothing about memory. */
export type CheckLimits = (spec: MachineSpec) => Promise<void>;

/** Asks the engine once how large it is. */
export function createCheckLimits(docker: DockerCli): CheckLimits {
  let known: MachineSpec | undefined;
  return async ({ cpus, memoryMiB }) => {
    known ??= await askLimits(docker);
    if (cpus > known.cpus) throw refuse(`spec.cpus must be at most ${known.cpus}, got ${cpus}`);
    if (memoryMiB > known.memoryMiB)
      throw refuse(`spec.memoryMiB must be at most ${known.memoryMiB}, got ${memoryMiB}`);
  };
}

async function askLimits(docker: DockerCli): Promise<MachineSpec> {
  const printed = await docker.ask('reads', ['info', '--format', '{{.NCPU}} {{.MemTotal}}']);
  const [cpus = Number.NaN, memoryBytes = Number.NaN] = printed.trim().split(' ').map(Number);
  // Where no engine answers, the command may succeed and say zero.
  if (cpus > 0 && memoryBytes > 0) return { cpus, memoryMiB: Math.floor(memoryBytes / 1_048_576) };
  throw unreadable(new Error('docker info reports no processors or no memory'), 'reads');
}
