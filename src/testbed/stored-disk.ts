import type { MachineDisk } from './machine-disk.ts';

/** The disks of a simulated service, past its wire. `mustRun` throws for a machine that does not run. */
export function createStoredDisk(disks: Map<string, string>, mustRun: (id: string) => void): MachineDisk {
  return {
    write: async (id, text) => {
      mustRun(id);
      disks.set(id, text);
    },
    read: async (id) => {
      mustRun(id);
      return disks.get(id) ?? null;
    },
  };
}
