import type { Exec } from '../../../provider/context.ts';
import type { Network } from '../../../testbed/network.ts';
import type { Support } from '../../../testbed/support.ts';

const timeoutMs = 10_000;

/** What can be done to the network of containers here. Tried in a namespace that is made for it and ends with the question. */
export async function probeNetwork(exec: Exec, whyNoNamespace: string | null): Promise<Network['support']> {
  if (whyNoNamespace !== null) {
    const unsupported = { how: 'unsupported', why: whyNoNamespace } as const;
    return { cut: unsupported, blackhole: unsupported, degraded: unsupported };
  }
  const filter = await tryAlone(exec, ['iptables', '-w', '-A', 'INPUT', '-j', 'DROP'], 'iptables');
  const netem = await tryAlone(exec, ['tc', 'qdisc', 'add', 'dev', 'lo', 'root', 'netem', 'delay', '1ms'], 'tc');
  return { cut: filter, blackhole: filter, degraded: netem };
}

async function tryAlone(exec: Exec, command: readonly string[], tool: string): Promise<Support> {
  const { exitCode, stderr } = await exec('unshare', ['--net', ...command], { timeoutMs });
  if (exitCode === 0) return { how: 'native' };
  const said = stderr.trim().split('\n').at(-1)?.slice(0, 200) || 'no reason given';
  return { how: 'unsupported', why: `${tool} cannot do it on this kernel (${said})` };
}
