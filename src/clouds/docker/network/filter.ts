import { hash } from 'node:crypto';
import type { LinkFault } from '../../../testbed/network.ts';
import type { Held } from '../../../testbed/support.ts';
import type { Namespace } from '../namespace.ts';

type Filtered = Extract<LinkFault, { kind: 'cut' | 'blackhole' }>;

/**
 * Drops packets by a chain of its own in the container's own tables, all at once or not at all. The tables of the host
 * are not touched.
 */
export async function holdFilter(namespace: Namespace, runId: string, fault: Filtered): Promise<Held> {
  const chain = `ASSAY-${hash('sha256', `${runId} ${JSON.stringify(fault)}`).slice(0, 12)}`;
  const jumps = jumpsOf(fault).map((jump) => `${jump} -j ${chain}`);
  const restore = (lines: readonly string[]) =>
    namespace.run(['iptables-restore', '-w', '--noflush'], ['*filter', ...lines, 'COMMIT', ''].join('\n'));
  const isThere = async () => (await namespace.run(['iptables-save', '-t', 'filter']))?.includes(`:${chain} `) === true;
  const held: Held = {
    holds: isThere,
    lift: async () => {
      // A container that was started again has tables without it.
      if (!(await isThere())) return;
      await restore([...jumps.map((jump) => `-D ${jump}`), `-F ${chain}`, `-X ${chain}`]);
    },
  };
  if (await isThere()) throw new Error('it is held to the same already');
  await restore([
    `:${chain} - [0:0]`,
    ...dropsOf(fault).map((drop) => `-A ${chain} ${drop} -j DROP`),
    ...jumps.map((jump) => `-I ${jump}`),
  ]);
  if (await isThere()) return held;
  throw new Error('the machine does not run');
}

/** The machine goes on talking to itself. */
function jumpsOf(fault: Filtered): readonly string[] {
  const jumps = { in: 'INPUT ! -i lo', out: 'OUTPUT ! -o lo' };
  if (fault.kind === 'cut' && fault.direction !== 'both') return [jumps[fault.direction]];
  return [jumps.in, jumps.out];
}

function dropsOf(fault: Filtered): readonly string[] {
  if (fault.kind === 'cut') return [''];
  return ['tcp', 'udp'].map((protocol) => `-p ${protocol} --dport ${fault.port}`);
}
