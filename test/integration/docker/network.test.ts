import { execa } from 'execa';
import { expect } from 'vitest';
import type { LinkFault } from '../../../src/testbed/network.ts';
import { type DockerWorld, docker, small, test } from './docker-world.ts';

interface Pair {
  readonly id: string;
  readonly peer: string;
  readonly peerAddress: string;
  readonly address: string;
}

/** Two machines that can reach each other. */
async function pair({ provider }: DockerWorld): Promise<Pair> {
  const [{ id }, { id: peer }] = await Promise.all([provider.spawn(small), provider.spawn(small)]);
  const addressOf = (of: string) => docker('container', 'inspect', '--format', '{{.NetworkSettings.IPAddress}}', of);
  return { id, peer, address: await addressOf(id), peerAddress: await addressOf(peer) };
}

async function reaches(from: string, address: string): Promise<boolean> {
  const { exitCode } = await execa('docker', ['exec', from, 'ping', '-c', '1', '-W', '1', address], { reject: false });
  return exitCode === 0;
}

/** Whether one text sent to a port of a machine arrives there. */
async function arrives(from: string, to: string, address: string, port: number): Promise<boolean> {
  const listening = execa('docker', ['exec', to, 'timeout', '3', 'nc', '-l', '-p', String(port)], {
    reject: false,
    stdin: 'ignore',
  });
  await expect.poll(() => docker('exec', to, 'netstat', '-ltn')).toContain(`:${port} `);
  await execa('docker', ['exec', from, '/bin/sh', '-c', `echo hello | timeout 1 nc ${address} ${port}`], {
    reject: false,
  });
  return (await listening).stdout.includes('hello');
}

const hostTables = async () => (await execa('iptables-save')).stdout.replace(/^#.*$/gm, '').replace(/\[\d+:\d+\]/g, '');

test('a machine that is cut off reaches nobody and is reached by nobody, until that is lifted; the host keeps its tables', async ({
  world,
}) => {
  const { id, peer, address, peerAddress } = await pair(world);
  const before = await hostTables();
  expect([await reaches(id, peerAddress), await reaches(peer, address)]).toEqual([true, true]);
  const held = await world.network.hold(id, { kind: 'cut', direction: 'both' });
  expect(await hostTables()).toBe(before);
  expect(await held.holds()).toBe(true);
  expect([await reaches(id, peerAddress), await reaches(peer, address)]).toEqual([false, false]);
  await held.lift();
  expect(await held.holds()).toBe(false);
  expect([await reaches(id, peerAddress), await reaches(peer, address)]).toEqual([true, true]);
  expect(await hostTables()).toBe(before);
});

test.for([
  ['in', ['ASSAY', 'INPUT']],
  ['out', ['ASSAY', 'OUTPUT']],
] as const)('a one way cut drops what goes %s, and nothing else', async ([direction, [mark, chain]], { world }) => {
  const { id } = await world.provider.spawn(small);
  const held = await world.network.hold(id, { kind: 'cut', direction });
  const pid = await docker('container', 'inspect', '--format', '{{.State.Pid}}', id);
  const rules = async () => (await execa('nsenter', ['--target', pid, '--net', 'iptables', '-S'])).stdout;
  const jumps = (await rules()).split('\n').filter((line) => line.includes(`-j ${mark}`));
  expect(jumps).toEqual([expect.stringContaining(`-A ${chain} ! `)]);
  await held.lift();
  expect(await rules()).not.toContain(mark);
});

test('a port is a black hole, and the others are not', async ({ world }) => {
  const { id, peer, address } = await pair(world);
  const held = await world.network.hold(id, { kind: 'blackhole', port: 7001 });
  expect(await arrives(peer, id, address, 7001)).toBe(false);
  expect(await arrives(peer, id, address, 7002)).toBe(true);
  await held.lift();
  expect(await arrives(peer, id, address, 7001)).toBe(true);
});

test('what the kernel cannot do is unsupported, with what the tool said; what it can do it does', async ({ world }) => {
  const { degraded } = world.network.support;
  const { id } = await world.provider.spawn(small);
  const fault: LinkFault = { kind: 'degraded', delayMs: 50, lossPercent: 1 };
  if (degraded.how === 'unsupported') {
    expect(degraded.why).toMatch(/tc cannot do it on this kernel \(.+\)/);
    await expect(world.network.hold(id, fault)).rejects.toThrow('tc failed');
    return;
  }
  const held = await world.network.hold(id, fault);
  expect(await held.holds()).toBe(true);
  await held.lift();
  expect(await held.holds()).toBe(false);
});

test('what is lifted after its machine has stopped, was started again or has gone is silent', async ({ world }) => {
  const fault: LinkFault = { kind: 'cut', direction: 'both' };
  for (const end of ['halt', 'restart', 'remove'] as const) {
    const { id } = await world.provider.spawn(small);
    const held = await world.network.hold(id, fault);
    if (end === 'halt') await world.drift.halt(id, 'at-once');
    else if (end === 'restart') await docker('restart', '--time', '0', id);
    else await world.drift.remove(id);
    await held.lift();
  }
});
