import type { StuckThing, SweepResult } from '../../testbed/testbed.ts';
import type { RunMachine, RunMachines } from './machines.ts';
import { timeOfUlid } from './ulid.ts';

/** A machine that is just being made cannot be removed for a while. */
const roundsMax = 20;
const pauseMs = 250;

/** Removes every machine with a name of the run, one by one, each by its name. */
export async function sweepRun(machines: RunMachines, sleep: (ms: number) => Promise<void>): Promise<SweepResult> {
  const removed: string[] = [];
  for (let round = 1; ; round += 1) {
    const present = await machines.list();
    for (const { name } of present) if (await machines.remove(name)) removed.push(name);
    const left = present.filter(({ name }) => !removed.includes(name));
    const leaked = left.map(({ name }) => name);
    if (left.length === 0 || round === roundsMax) return { removed, leaked, stuck: left.map(stuckMachine) };
    await sleep(pauseMs);
  }
}

/** A machine of this computer, which costs nothing. */
function stuckMachine({ id, name }: RunMachine): StuckThing {
  return {
    kind: 'machine',
    id: name,
    region: 'local',
    createdAtMs: timeOfUlid(id),
    why: 'orbctl would not delete it',
    command: `orbctl delete --force ${name}`,
    usdPerHour: 0,
  };
}
