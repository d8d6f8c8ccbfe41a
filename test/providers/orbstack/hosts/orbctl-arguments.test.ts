import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Exec } from '../../../../src/provider/context.ts';
import { createOrbctlHost } from '../../../../src/providers/orbstack/hosts/orbctl.ts';
import { mustBeHarmless, orbctl } from '../../../../src/providers/orbstack/hosts/orbctl-arguments.ts';
import { contextUnderTest } from '../context-under-test.ts';

test('a machine is made with its limits, and without a flag that would ask', () => {
  expect(orbctl.create('ubuntu:noble', 'assay-1', { cpus: 2, memoryMiB: 512, diskGiB: 8 })).toEqual([
    ...['create', '--cpus', '2', '--memory', '512M', '--disk', '8G', 'ubuntu:noble', 'assay-1'],
  ]);
  expect(orbctl.create('alpine', 'assay-1', { cpus: 1, memoryMiB: 4096 }, '/tmp/x')).toEqual([
    ...['create', '--cpus', '1', '--memory', '4096M', '--user-data', '/tmp/x', 'alpine', 'assay-1'],
  ]);
});

test('a removal is forced, and of one name', () => {
  expect(orbctl.remove('assay-1')).toEqual(['delete', '--force', 'assay-1']);
});

test.each(['', '-a', '--all', 'a b', '$(x)', 'a\nb', '-'])('%j is never given as a name', (name) => {
  const spec = { cpus: 1, memoryMiB: 512 };
  const makers = [
    () => orbctl.remove(name),
    () => orbctl.start(name),
    () => orbctl.info(name),
    () => orbctl.clone('assay-1', name),
    () => orbctl.clone(name, 'assay-1'),
    () => orbctl.create('alpine', name, spec),
    () => orbctl.create(name, 'assay-1', spec),
    () => orbctl.limit(name, 'cpu', 1),
    () => orbctl.script(name, 'true'),
  ];
  for (const make of makers) expect(make).toThrow('is no name of an OrbStack machine');
});

test.each([
  [['delete']],
  [['delete', '--force']],
  [['delete', '--all']],
  [['delete', '-a', 'x']],
  [['delete', 'x', 'y']],
  [['start']],
  [['start', '--all']],
  [['stop']],
  [['stop', 'x']],
  [['shutdown']],
  [['restart']],
  [['reset', '-y']],
])('%j is refused before it is run', (args) => {
  expect(() => mustBeHarmless(args)).toThrow('orbctl');
});

/** Ids, keys and names as somebody careless or hostile would give them. */
const hostile = fc.oneof(
  fc.string(),
  fc.constantFrom('', '-a', '--all', '-f', 'docker', 'k8s', '01GQQVF6C60000000000DOCKER'),
  { weight: 3, arbitrary: fc.constant('01K2G8TY5GM9C3CN95KCB4ZG8B') },
);

/** A machine of ours, which may be removed; without its weight hardly anything would be, and the law would be about nothing. */
const ours = fc.constant({
  ...{ id: '01K2G8TY5GM9C3CN95KCB4ZG8B', name: `assay-${'0'.repeat(32)}`, image: {}, state: 'running', builtin: false },
});

/** Answers that are right, wrong, empty, or somebody else's. */
const answer = fc.record({
  exitCode: fc.constantFrom(0, 0, 0, 1, 2, 124, 127),
  timedOut: fc.constant(false),
  stderr: fc.constantFrom('', "machine not found: 'x'", 'cannot transition from creating to deleting', 'ENOSPC', 'odd'),
  stdout: fc.oneof(
    fc.constantFrom('', '[]', 'null', '{}', '4096'),
    ours.map((record) => JSON.stringify({ record })),
    fc
      .record({
        id: hostile,
        name: fc.oneof(
          fc.constantFrom(`assay-${'0'.repeat(32)}`, `assay-s-${'0'.repeat(26)}-${'1'.repeat(12)}`),
          hostile,
        ),
        image: fc.constant({}),
        state: fc.constantFrom('running', 'stopped', 'creating', 'odd'),
        builtin: fc.boolean(),
      })
      .map((record) => JSON.stringify({ record })),
  ),
});

test('whatever is asked, and whatever OrbStack answers, nothing is stopped or deleted without exactly one name of ours', async () => {
  let removing = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(hostile, { minLength: 1 }), fc.array(answer, { minLength: 1 }), async (ids, answers) => {
      const made: (readonly string[])[] = [];
      const exec: Exec = async (_file, args) => {
        made.push(args);
        return answers[made.length % answers.length] ?? { exitCode: 1, stdout: '', stderr: '', timedOut: false };
      };
      const host = createOrbctlHost({
        ...contextUnderTest(() => Promise.reject(new Error('nobody fetches'))),
        ...{ exec, env: {} },
      });
      for (const id of ids) {
        const calls: readonly (() => Promise<unknown>)[] = [
          () => host.destroy(id),
          () => host.deleteSnapshot(id),
          () => host.createSnapshot(id),
          () => host.get(id),
          () => host.find(id),
          () => host.list(),
          () =>
            host.create({
              ...{ name: `assay-${'0'.repeat(32)}`, fingerprint: 'f', image: id, region: 'local', tags: { [id]: id } },
              ...{ spec: { cpus: 1, memoryMiB: 512 }, volumeIds: [] },
              ...(id.length % 2 === 0 && { snapshotId: id }),
            }),
        ];
        for (const call of calls)
          await Promise.resolve()
            .then(call)
            .catch(() => {});
      }
      if (made.some(([command]) => command === 'delete')) removing += 1;
      for (const [command, ...rest] of made) {
        expect(command).not.toBe('stop');
        if (command !== 'delete') continue;
        expect(rest).toHaveLength(2);
        expect(rest[0]).toBe('--force');
        expect(rest[1]).toMatch(/^assay-(s-[0-9a-z]{26}-[0-9a-f]{12}|([0-9a-f]{8}-)?[0-9a-f]{32})$/);
      }
    }),
    { numRuns: 300 },
  );
  expect(removing).toBeGreaterThan(50);
});
