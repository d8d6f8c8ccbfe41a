import { expect } from 'vitest';
import { docker, inside, test } from './docker-world.ts';

test('the engine is told the processors, memory and processes that were asked for', async ({ world }) => {
  const { id } = await world.provider.spawn({ spec: { cpus: 1, memoryMiB: 48 } });
  const format = '{{.HostConfig.NanoCpus}} {{.HostConfig.Memory}} {{.HostConfig.PidsLimit}}';
  expect(await docker('inspect', '--format', format, id)).toBe(`1000000000 ${48 * 1_048_576} 512`);
  expect((await world.provider.get(id))?.spec).toEqual({ cpus: 1, memoryMiB: 48 });
});

test('the kernel holds a container to its limits', async ({ world }) => {
  const { id } = await world.provider.spawn({ spec: { cpus: 1, memoryMiB: 48 } });
  // The files of cgroup v2, or those of v1.
  const read = (v2: string, v1: string) => inside(id, `cd /sys/fs/cgroup; cat ${v2} 2>/dev/null || cat ${v1}`);
  expect(await read('memory.max', 'memory/memory.limit_in_bytes')).toBe(`${48 * 1_048_576}\n`);
  expect(await read('pids.max', 'pids/pids.max')).toBe('512\n');
  expect(await read('cpu.max', 'cpu/cpu.cfs_quota_us cpu/cpu.cfs_period_us')).toMatch(/^100000\s100000\n$/);
});

test('the smallest machine has room for a shell that works', async ({ world }) => {
  const { id } = await world.provider.spawn({ spec: { cpus: 1, memoryMiB: 16 } });
  expect(await inside(id, 'seq 1 1000 | sort -n | tail -n 1')).toBe('1000\n');
});

test('all of the engine can be asked for, and no more', async ({ world }) => {
  const [cpus = 0, bytes = 0] = (await docker('info', '--format', '{{.NCPU}} {{.MemTotal}}')).split(' ').map(Number);
  const all = { cpus, memoryMiB: Math.floor(bytes / 1_048_576) };
  const { id } = await world.provider.spawn({ spec: all });
  expect((await world.provider.get(id))?.spec).toEqual(all);
  for (const more of [{ cpus: cpus + 1 }, { memoryMiB: all.memoryMiB + 1 }]) {
    const spawned = world.provider.spawn({ spec: { ...all, ...more } });
    await expect(spawned).rejects.toMatchObject({ code: 'INVALID_SPEC' });
  }
  expect(await world.entries()).toHaveLength(1);
});
