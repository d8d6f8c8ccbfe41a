import type { StuckThing, SweepResult } from '../../testbed/testbed.ts';
import type { RunMachines } from './machines.ts';

/** A machine that is just being made cannot be removed for a while. */
const roundsMax = 20;
const pauseMs = 250;

/** Removes every machine with a name of the run, one by one, each by its name. */
export async function sweepRun(machines: RunMachines, sleep: (ms: number) => Promise<void>): Promise<SweepResult> {
  const removed: string[] = [];
  for (let round = 1; ; round += 1) {
    const present = await machines.list();
    for (const { name } of present) if (await machines.remove(name)) removed.push(name);
    const left = present.filter(({ name }) => !removed.includes(name)).map(({ name }) => name);
    if (left.length === 0 || round === roundsMax) return { removed, leaked: left, stuck: left.map(stuckMachine) };
    await sleep(pauseMs);
  }
}

function stuckMachine(name: string): StuckThing {
  const why = 'orbctl would not delete it';
  return { kind: 'machine', id: name, region: null, createdAtMs: null, why, command: `orbctl delete --force ${name}` };
}
