import type { LinkFault } from '../../../testbed/network.ts';
import type { Held } from '../../../testbed/support.ts';
import type { Namespace } from '../namespace.ts';

const device = 'eth0';

/** Packets that leave the container are late, and some are lost. */
export async function holdNetem(
  namespace: Namespace,
  { delayMs, lossPercent }: Extract<LinkFault, { kind: 'degraded' }>,
): Promise<Held> {
  const isThere = async () => (await namespace.run(['tc', 'qdisc', 'show', 'dev', device]))?.includes('netem') === true;
  if (await isThere()) throw new Error('it is held to the same already');
  const shape = ['delay', `${delayMs}ms`, 'loss', `${lossPercent}%`];
  await namespace.run(['tc', 'qdisc', 'add', 'dev', device, 'root', 'netem', ...shape]);
  return {
    holds: isThere,
    lift: async () => {
      if (await isThere()) await namespace.run(['tc', 'qdisc', 'del', 'dev', device, 'root']);
    },
  };
}
