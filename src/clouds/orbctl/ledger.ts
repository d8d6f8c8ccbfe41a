import type { Ledger, LedgerEntry } from '../../testbed/ledger.ts';
import { oneLookAtATime } from '../../testbed/one-look-at-a-time.ts';
import type { RunMachine, RunMachines } from './machines.ts';

/** Asks OrbStack what a run made, and remembers: OrbStack forgets what is gone. */
export function createLedger(machines: RunMachines): Ledger {
  const seen = new Map<string, LedgerEntry>();
  return {
    entries: oneLookAtATime(async () => {
      const present = (await machines.list()).filter(({ kind }) => kind !== 'helper');
      const ids = new Set(present.map(({ id }) => id));
      for (const entry of seen.values()) {
        if (!ids.has(entry.id)) seen.set(entry.id, { ...entry, gone: true, running: false });
      }
      for (const machine of present) {
        const tags = tagsKnown(seen.get(machine.id)) ?? (await readTags(machines, machine));
        const kind = machine.kind === 'snapshot' ? 'snapshot' : 'instance';
        seen.set(machine.id, { kind, id: machine.id, gone: false, running: machine.running, tags });
      }
      return [...seen.values()];
    }),
  };
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
