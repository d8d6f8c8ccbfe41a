import { execa } from 'execa';
import { expect } from 'vitest';
import type { Constraint } from '../../../src/testbed/constraints.ts';
import { type DockerWorld, docker, small, test } from './docker-world.ts';

/** Holds a new machine to something, looks inside, lifts it, and looks again. */
async function heldAndLifted<T>(
  { provider, constraints }: DockerWorld,
  constraint: Constraint,
  look: (id: string) => Promise<T>,
) {
  const { id } = await provider.spawn(small);
  const before = await look(id);
  const held = await constraints.hold(id, constraint);
  expect(await held.holds()).toBe(true);
  const meanwhile = await look(id);
  await held.lift();
  expect(await held.holds()).toBe(false);
  return { before, meanwhile, after: await look(id) };
}

/** Runs a script inside, and gives what it printed and how it ended. */
async function tries(id: string, script: string): Promise<string> {
  const { stdout, exitCode } = await execa('docker', ['exec', id, '/bin/sh', '-c', script], { reject: false });
  return `${stdout}:${exitCode}`;
}

test('a machine short of processor time takes as much longer for the same work', async ({ world }) => {
  // Until a loop has had a third of a second of a processor.
  const work = `while :; do :; done & loop=$!
    while [ $(awk '{ print $14 + $15 }' /proc/$loop/stat) -lt 30 ]; do sleep 0.2; done; kill $loop`;
  const msFor = async (id: string) => {
    const beganMs = performance.now();
    await tries(id, work);
    return performance.now() - beganMs;
  };
  const { before, meanwhile, after } = await heldAndLifted(world, { kind: 'cpu', cpus: 0.05 }, msFor);
  expect(meanwhile).toBeGreaterThan(5_000);
  expect(Math.max(before, after)).toBeLessThan(meanwhile);
});

test('what needs more memory than there is left is killed', async ({ world }) => {
  // A text of 8 MiB, and the copies that the shell makes of it.
  const grow = (id: string) => tries(id, 'x=a; i=0; while [ $i -lt 23 ]; do x=$x$x; i=$((i+1)); done; echo grown');
  const { before, meanwhile, after } = await heldAndLifted(world, { kind: 'memory', memoryMiB: 6 }, grow);
  expect({ before, meanwhile, after }).toEqual({ before: 'grown:0', meanwhile: ':137', after: 'grown:0' });
});

test('a machine that may have no more processes cannot begin one', async ({ world }) => {
  const begin = (id: string) => tries(id, 'for i in 1 2 3 4 5 6; do sleep 1 & done; wait; echo begun');
  const { before, meanwhile, after } = await heldAndLifted(world, { kind: 'pids', pidsMax: 4 }, begin);
  expect([before, after]).toEqual(['begun:0', 'begun:0']);
  expect(meanwhile).not.toBe('begun:0');
});

test('nothing more can be written where a disk is full, and what was there is there again', async ({ world }) => {
  const write = (id: string) => tries(id, 'echo text >>/tmp/mine && cat /tmp/mine');
  const { before, meanwhile, after } = await heldAndLifted(world, { kind: 'disk' }, write);
  expect([before, meanwhile, after]).toEqual(['text:0', ':1', 'text\ntext:0']);
});

test('processes of somebody else run, and end', async ({ world }) => {
  const { before, meanwhile, after } = await heldAndLifted(
    world,
    { kind: 'hog', processes: 2 },
    async (id) =>
      (await docker('top', id, '-eo', 'pid,args')).split('\n').filter((line) => line.endsWith('assay-hog')).length,
  );
  expect([before, meanwhile, after]).toEqual([0, 2, 0]);
});

test('what is lifted after its machine has stopped or gone is silent', async ({ world }) => {
  const constraints: readonly Constraint[] = [
    { kind: 'cpu', cpus: 0.5 },
    { kind: 'memory', memoryMiB: 8 },
    { kind: 'pids', pidsMax: 16 },
    { kind: 'disk' },
    { kind: 'hog', processes: 1 },
  ];
  for (const end of ['halt', 'remove'] as const) {
    const { id } = await world.provider.spawn(small);
    const held = [];
    for (const constraint of constraints) held.push(await world.constraints.hold(id, constraint));
    await (end === 'halt' ? world.drift.halt(id, 'at-once') : world.drift.remove(id));
    for (const each of held) await each.lift();
  }
});

test('a limit that the engine refuses is told, and nothing is changed', async ({ world }) => {
  const { id } = await world.provider.spawn(small);
  await expect(world.constraints.hold(id, { kind: 'memory', memoryMiB: 1 })).rejects.toThrow(/memory limit/i);
  expect(await docker('container', 'inspect', '--format', '{{.HostConfig.Memory}}', id)).toBe(String(32 * 1_048_576));
});
