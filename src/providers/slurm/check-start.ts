import type { Controller } from './controller.ts';
import { refuse, type Settings } from './settings.ts';

/** Says what is wrong before anything is submitted: no controller, nobody let in, or no such partition. */
export async function checkStart(controller: Controller, { partition }: Settings): Promise<void> {
  await controller.ping();
  if (partition === undefined) return;
  const partitions = [...new Set(await controller.partitions())];
  if (partitions.includes(partition)) return;
  throw refuse(`SLURM_PARTITION names ${JSON.stringify(partition)}, and the cluster has ${partitions.join(', ')}`);
}
