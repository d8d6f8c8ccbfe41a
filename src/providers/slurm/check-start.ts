import type { Controller } from './controller.ts';
import { refuse, type Settings } from './settings.ts';

/**
 * Says what is wrong before anything is submitted: no controller, nobody let in, no such partition, or one for spot whose
 * jobs nobody ever takes away.
 */
export async function checkStart(controller: Controller, { partition, spot }: Settings): Promise<void> {
  await controller.ping();
  if (partition === undefined) return;
  const modes = new Map((await controller.partitions()).map(({ name, preemptMode }) => [name, preemptMode]));
  checkThere('SLURM_PARTITION', partition, modes);
  if (spot === undefined) return;
  checkThere('SLURM_SPOT_PARTITION', spot.partition, modes);
  checkTakenAway(spot.partition, modes.get(spot.partition));
}

type Modes = ReadonlyMap<string, string | undefined>;

function checkThere(setting: string, name: string, modes: Modes): void {
  if (modes.has(name)) return;
  throw refuse(`${setting} names ${JSON.stringify(name)}, and the cluster has ${[...modes.keys()].join(', ')}`);
}

/** A job that is only suspended goes on later, and was never taken away. Where SLURM does not tell, nobody can check. */
function checkTakenAway(name: string, mode: string | undefined): void {
  if (mode === undefined || /CANCEL|REQUEUE/.test(mode)) return;
  const why =
    mode === 'OFF' ? 'no job of it is ever pre-empted' : 'its jobs are not ended when others take their place';
  throw refuse(
    `SLURM_SPOT_PARTITION names ${JSON.stringify(name)}, and ${why}: its PreemptMode is ${mode}, and must be CANCEL or REQUEUE`,
  );
}
