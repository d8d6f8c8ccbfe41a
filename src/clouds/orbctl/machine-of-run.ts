import type { Exec } from '../../provider/context.ts';
import type { RunMachines } from './machines.ts';

/** Runs orbctl for one machine of the run, by its name. Throws where that failed. */
export type MachineCommand = (toArguments: (name: string) => readonly string[]) => Promise<string>;

const timeoutMs = 60_000;

/** A machine of this run, by its id. Rejects for any other: nothing else may be touched. */
export async function machineOfRun(machines: RunMachines, exec: Exec, id: string): Promise<MachineCommand> {
  const found = (await machines.list()).find((machine) => machine.id === id && machine.kind === 'instance');
  if (!found) throw new Error(`there is no machine ${id} of this run`);
  return async (toArguments) => {
    const args = toArguments(found.name);
    const { exitCode, stdout, stderr } = await exec('orbctl', args, { timeoutMs });
    if (exitCode !== 0) throw new Error(`orbctl ${args[0]} failed: ${stderr.trim().slice(0, 300)}`);
    return stdout.trim();
  };
}
