import { isProviderError } from '../../provider/provider-error.ts';
import type { Controller, NodeGroup } from './controller.ts';
import { refuse, type Settings } from './settings.ts';

/**
 * Says what is wrong before anything is submitted: no controller, nobody let in, no such partition, one for spot whose jobs
 * nobody ever takes away, or GPUs that are declared and that no node has.
 */
export async function checkStart(controller: Controller, { partition, spot, capabilities }: Settings): Promise<void> {
  await controller.ping();
  if (partition !== undefined) {
    const modes = new Map((await controller.partitions()).map(({ name, preemptMode }) => [name, preemptMode]));
    checkThere('SLURM_PARTITION', partition, modes);
    if (spot !== undefined) {
      checkThere('SLURM_SPOT_PARTITION', spot.partition, modes);
      checkTakenAway(spot.partition, modes.get(spot.partition));
    }
  }
  if (capabilities.gpu) checkGpus(partition, await controller.nodes().catch(hidden));
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

/** A cluster may keep its nodes to itself, and whoever is not told of any believes the setting. */
function hidden(thrown: unknown): readonly NodeGroup[] {
  if (isProviderError(thrown) && thrown.code === 'AUTH_ERROR') return [];
  throw thrown;
}

/** Which partition is the default one nobody asks: without a name, any GPU of the cluster will do. */
function checkGpus(partition: string | undefined, nodes: readonly NodeGroup[]): void {
  const own = nodes.filter((each) => partition === undefined || each.partition === partition);
  if (own.length === 0 || own.some(hasGpu)) return;
  const place = partition === undefined ? 'the cluster' : `the partition ${JSON.stringify(partition)}`;
  const others = [...new Set(nodes.filter(hasGpu).map((each) => each.partition))];
  const remedy =
    others.length > 0
      ? `name a partition in SLURM_PARTITION that has some (${others.join(', ')})`
      : 'have the GPUs of its nodes configured as GRES by the name of gpu';
  throw refuse(`SLURM_GPUS is yes, and no node of ${place} has a GPU: set SLURM_GPUS to no, or ${remedy}`);
}

/** As SLURM writes it: `gpu:a100:2`, `gpu:2(S:0-1)`, beside others after commas. */
function hasGpu({ gres }: NodeGroup): boolean {
  return /(?:^|,)gpu(?![^:(,])/.test(gres);
}
