import type { Ledger, LedgerEntry } from '../../testbed/ledger.ts';
import { rememberingLedger } from '../../testbed/remembering-ledger.ts';
import type { RunMachine, RunMachines } from './machines.ts';

/** Asks OrbStack what a run made, and remembers: OrbStack forgets what is gone. */
export function createLedger(machines: RunMachines): Ledger {
  return rememberingLedger(async (known) => {
    const present: LedgerEntry[] = [];
    for (const machine of (await machines.list()).filter(({ kind }) => kind !== 'helper')) {
      const tags = tagsKnown(known.get(machine.id)) ?? (await readTags(machines, machine));
      const kind = machine.kind === 'snapshot' ? 'snapshot' : 'instance';
      present.push({ kind, id: machine.id, gone: false, running: machine.running, tags });
    }
    return present;
  });
}

type Tags = LedgerEntry['tags'];

/** Tags never change once they are there. */
function tagsKnown(entry: LedgerEntry | undefined): Tags | undefined {
  return entry !== undefined && Object.keys(entry.tags).length > 0 ? entry.tags : undefined;
}

/** The provider writes them into the machine, as the entries of an object. What is stopped is not started for them. */
async function readTags(machines: RunMachines, { name, kind, running }: RunMachine): Promise<Tags> {
  if (kind !== 'instance' || !running) return {};
  const { exitCode, stdout } = await machines.script(name, 'cat "$HOME/.assay/$1.json"');
  if (exitCode !== 0) return {};
  try {
    return Object.fromEntries(JSON.parse(stdout).tags);
  } catch {
    return {};
  }
}
