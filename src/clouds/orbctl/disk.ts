import type { MachineDisk } from '../../testbed/machine-disk.ts';
import type { RunMachines } from './machines.ts';

const file = '"$HOME/.assay-disk"';

/** A text on a machine's own disk. */
export function createMachineDisk(machines: RunMachines): MachineDisk {
  const nameOf = async (id: string): Promise<string> => {
    // Asking a machine that is stopped would start it.
    const found = (await machines.list()).find((machine) => machine.id === id && machine.running);
    if (!found) throw new Error(`the machine ${id} does not run`);
    return found.name;
  };
  return {
    write: async (id, text) => {
      const { exitCode, stderr } = await machines.script(await nameOf(id), `cat >${file}`, text);
      if (exitCode !== 0) throw new Error(`the machine ${id} could not write: ${stderr.trim().slice(0, 300)}`);
    },
    read: async (id) => {
      const { exitCode, stdout } = await machines.script(await nameOf(id), `[ -e ${file} ] || exit 3; cat ${file}`);
      if (exitCode !== 0 && exitCode !== 3) throw new Error(`the machine ${id} could not be read`);
      return exitCode === 3 ? null : stdout;
    },
  };
}
