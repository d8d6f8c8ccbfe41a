import type { MachineSpec } from '../../../provider/instance.ts';
import { refuse } from '../refuse.ts';
import { orbctl } from './orbctl-arguments.ts';
import type { OrbctlCli } from './orbctl-cli.ts';

/** Throws INVALID_SPEC for a machine that is larger than all of OrbStack: its own limits are ceilings nobody checks. */
export type CheckLimits = (spec: MachineSpec) => Promise<void>;

/** Asks once how large OrbStack is. Where it does not say, it has to refuse by itself what it cannot give. */
export function createCheckLimits(cli: OrbctlCli): CheckLimits {
  let known: Pick<MachineSpec, 'cpus' | 'memoryMiB'> | undefined;
  return async ({ cpus, memoryMiB }) => {
    known ??= { cpus: await askNumber(cli, 'cpu'), memoryMiB: await askNumber(cli, 'memory_mib') };
    if (cpus > known.cpus) throw refuse(`spec.cpus must be at most ${known.cpus}, got ${cpus}`);
    if (memoryMiB > known.memoryMiB) {
      throw refuse(`spec.memoryMiB must be at most ${known.memoryMiB}, got ${memoryMiB}`);
    }
  };
}

async function askNumber(cli: OrbctlCli, key: 'cpu' | 'memory_mib'): Promise<number> {
  const printed = Number((await cli.ask('reads', orbctl.config(key))).trim());
  return printed > 0 ? printed : Number.POSITIVE_INFINITY;
}
