import type { MachineDisk } from '../../testbed/machine-disk.ts';
import type { Engine } from './engine.ts';

/** In the container's own layer, where `docker commit` finds it. */
const file = '/.assay-disk';
const timeoutMs = 60_000;

/** A text on a container's own disk. */
export function createMachineDisk(engine: Engine): MachineDisk {
  const script = (id: string, text: string, input?: string) => {
    const args = ['exec', '--interactive', id, '/bin/sh', '-c', text];
    return engine.exec('docker', args, { input: input ?? '', timeoutMs });
  };
  return {
    write: async (id, text) => {
      const { exitCode, stderr } = await script(id, `cat >${file}`, text);
      if (exitCode !== 0) throw new Error(`the machine ${id} could not write: ${stderr.trim().slice(0, 300)}`);
    },
    read: async (id) => {
      const { exitCode, stdout, stderr } = await script(id, `[ -e ${file} ] || exit 3; cat ${file}`);
      if (exitCode === 3) return null;
      if (exitCode !== 0) throw new Error(`the machine ${id} could not be read: ${stderr.trim().slice(0, 300)}`);
      return stdout;
    },
  };
}
