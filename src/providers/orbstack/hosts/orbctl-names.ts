import { hash } from 'node:crypto';

/**
 * OrbStack keeps no tags: whose a machine is, says its name. One that only begins like ours is somebody else's.
 *
 * @example
 * orbctlNames('run-1').machine('assay-0123…'); // 'assay-5c4f2f4e-0123…'
 */
export interface OrbctlNames {
  /** The name on the host of a machine that the provider calls `assay-<32 digits>`. */
  machine(name: string): string;
  isMachine(name: string): boolean;
  /** The name of a snapshot: a stopped copy of a machine, whose id is in it. */
  snapshot(machineId: string, drawn: string): string;
  /** The id of the machine that a snapshot was taken from; null for any other name. */
  snapshotSource(name: string): string | null;
}

const plain = /^assay-([0-9a-f]{32})$/;

/** Without a run, everything of this provider is ours. */
export function orbctlNames(run: string | undefined): OrbctlNames {
  const scope = run ? `${hash('sha256', run).slice(0, 8)}-` : '';
  const prefix = `assay-${scope}`;
  const anyScope = run ? scope : '(?:[0-9a-f]{8}-)?';
  const machine = new RegExp(`^assay-${anyScope}[0-9a-f]{32}$`);
  const snapshot = new RegExp(`^assay-${anyScope}s-([0-9a-z]{26})-[0-9a-f]{12}$`);
  return {
    machine: (name) => {
      const digits = plain.exec(name)?.[1];
      if (digits === undefined) throw new Error(`${JSON.stringify(name)} is no name of this provider`);
      return prefix + digits;
    },
    isMachine: (name) => machine.test(name),
    snapshot: (machineId, drawn) => `${prefix}s-${machineId.toLowerCase()}-${drawn}`,
    snapshotSource: (name) => snapshot.exec(name)?.[1]?.toUpperCase() ?? null,
  };
}
