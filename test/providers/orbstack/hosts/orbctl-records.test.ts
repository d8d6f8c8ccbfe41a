import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readMarker, writeMarker } from '../../../../src/providers/orbstack/hosts/orbctl-marker.ts';
import { orbctlNames } from '../../../../src/providers/orbstack/hosts/orbctl-names.ts';
import { isMachineId, readInfo, readRecords } from '../../../../src/providers/orbstack/hosts/orbctl-records.ts';

const record = {
  id: '01K2G8TY5GM9C3CN95KCB4ZG8B',
  name: 'assay-1',
  image: { distro: 'ubuntu', version: 'noble', arch: 'arm64', variant: 'default' },
  config: { isolated: false, default_username: 'me', cpu_limit: 2, memory_limit_mib: 512 },
  builtin: false,
  state: 'running',
};

test('info is read with its record inside, and from older versions bare', () => {
  const read = readInfo(JSON.stringify({ record, disk_size: 1, ip4: '192.168.139.64', ip6: '' }));
  expect(read).toEqual({
    ...{ id: record.id, name: 'assay-1', status: 'running', image: 'ubuntu:noble', builtin: false },
    spec: { cpus: 2, memoryMiB: 512 },
  });
  expect(readInfo(JSON.stringify(record))).toEqual(read);
});

test.each([
  ['creating', 'pending'],
  ['provisioning', 'pending'],
  ['starting', 'starting'],
  ['running', 'running'],
  ['stopping', 'stopping'],
  ['stopped', 'stopped'],
  ['deleting', 'terminating'],
  ['hibernating', 'pending'],
])('the state %s is shown as %s', (state, status) => {
  expect(readInfo(JSON.stringify({ ...record, state })).status).toBe(status);
});

test('limits are there exactly where OrbStack has them', () => {
  const withConfig = (config: object) => readInfo(JSON.stringify({ ...record, config })).spec;
  expect(withConfig({})).toBeUndefined();
  expect(withConfig({ cpu_limit: 0, memory_limit_mib: 0 })).toBeUndefined();
  expect(withConfig({ cpu_limit: 1, memory_limit_mib: 512, disk_limit_bytes: 8 * 1_024 ** 3 })).toEqual({
    ...{ cpus: 1, memoryMiB: 512, diskGiB: 8 },
  });
});

test.each(['null', '', '{}', '{"machines":[]}', '[null]', '[{"id":1}]', 'no machines found'])(
  'what is no list of machines is never read as an empty one: %j',
  (stdout) => {
    expect(() => readRecords(stdout)).toThrow();
  },
);

test('an empty list is one', () => {
  expect(readRecords('[]\n')).toEqual([]);
});

test('only a ULID is an id', () => {
  expect(isMachineId('01K2G8TY5GM9C3CN95KCB4ZG8B')).toBe(true);
  for (const text of ['', 'assay-1', '01k2g8ty5gm9c3cn95kcb4zg8b', '01K2G8TY5GM9C3CN95KCB4ZG8', '--all']) {
    expect(isMachineId(text)).toBe(false);
  }
});

test('a marker comes back as it was written, on one line', () => {
  const text = fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(text, text, fc.dictionary(text, text, { noNullPrototype: true }), (fingerprint, image, tags) => {
      const written = writeMarker({ fingerprint, image, tags });
      expect(written.indexOf('\n')).toBe(written.length - 1);
      expect(readMarker(written)).toEqual({ fingerprint, image, tags });
    }),
  );
});

test('no marker is none yet; another file in its place is an error', () => {
  expect(readMarker('')).toBeNull();
  for (const text of ['{', '[]', '{}', '{"fingerprint":1}']) expect(() => readMarker(text)).toThrow();
});

test('a name is ours exactly when this provider gave it, in this run', () => {
  const mine = orbctlNames('run-1');
  const others = orbctlNames('run-2');
  const everyones = orbctlNames(undefined);
  const name = `assay-${'0a'.repeat(16)}`;
  const given = mine.machine(name);
  expect([mine, others, everyones].map((names) => names.isMachine(given))).toEqual([true, false, true]);
  expect([mine, others, everyones].map((names) => names.isMachine(everyones.machine(name)))).toEqual([
    ...[false, false, true],
  ]);
  for (const foreign of ['docker', 'assay', 'assay-test', `${given}x`, `x${given}`, `${given}\n`]) {
    expect(everyones.isMachine(foreign)).toBe(false);
  }
});

test('a snapshot names the machine that it was taken from, and is no machine', () => {
  const names = orbctlNames('run-1');
  const snapshot = names.snapshot(record.id, '0123456789ab');
  expect(names.snapshotSource(snapshot)).toBe(record.id);
  expect(names.isMachine(snapshot)).toBe(false);
  expect(names.snapshotSource(names.machine(`assay-${'0'.repeat(32)}`))).toBeNull();
  expect(snapshot.length).toBeLessThan(64);
});
