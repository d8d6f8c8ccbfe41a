import { hash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { MachineRequest } from '../../../../src/providers/orbstack/host.ts';
import { checkForDocker, runArguments } from '../../../../src/providers/orbstack/hosts/docker-run.ts';

const request: MachineRequest = {
  name: 'assay-1',
  fingerprint: 'f',
  spec: { cpus: 2, memoryMiB: 64 },
  image: 'debian:stable-slim',
  region: 'local',
  tags: { a: 'b' },
  volumeIds: ['v1', 'v2'],
};
const options = { labels: { 'dev.assay.provider': 'orbstack' }, pull: true };

const bootstrap = (content: string, format: 'shell' | 'cloud-init' = 'shell') => ({
  bootstrap: { content, format, checksum: hash('sha256', content) },
});

/** The value after an option. */
const after = (args: readonly string[], option: string) => args.filter((_arg, index) => args[index - 1] === option);

test('one docker run makes the whole machine', () => {
  const args = runArguments({ ...request, network: 'blue', ...bootstrap("echo 'hi'") }, options);
  expect(args.slice(0, 2)).toEqual(['run', '--detach']);
  expect(after(args, '--name')).toEqual(['assay-1']);
  expect(after(args, '--cpus')).toEqual(['2']);
  expect(after(args, '--memory')).toEqual(['64m']);
  expect(after(args, '--pids-limit')).toEqual(['512']);
  expect(after(args, '--network')).toEqual(['blue']);
  expect(after(args, '--volume')).toEqual(['v1:/volumes/v1', 'v2:/volumes/v2']);
  expect(after(args, '--label')).toContain('dev.assay.tags=[["a","b"]]');
  expect(after(args, '--label')).toContain('dev.assay.provider=orbstack');
  expect(after(args, '--entrypoint')).toEqual(['/bin/sh']);
  expect(args.at(-1)).toBe("echo 'hi'");
});

test('an image may be fetched, unless that is forbidden or it is a snapshot', () => {
  expect(runArguments(request, options)).not.toContain('--pull');
  expect(after(runArguments(request, { ...options, pull: false }), '--pull')).toEqual(['never']);
  const fromSnapshot = runArguments({ ...request, snapshotId: 'sha256:1' }, options);
  expect(after(fromSnapshot, '--pull')).toEqual(['never']);
  expect(after(fromSnapshot, '/bin/sh')).toEqual(['sha256:1']);
});

test.each([
  ['an image that reads as an option', { image: '--privileged' }],
  ['an image with a space', { image: 'a b' }],
  ['an image whose name is too long for any', { image: 'a'.repeat(513) }],
  ['a network that reads as an option', { network: '--x' }],
  ["another container's network", { network: 'container:x' }],
  ['a network whose name is too long for any', { network: 'a'.repeat(256) }],
  ['a path as a volume', { volumeIds: ['/etc'] }],
  ['a volume with a target of its own', { volumeIds: ['v:/etc'] }],
  ['less memory than a shell needs', { spec: { cpus: 1, memoryMiB: 15 } }],
  ['a bootstrap for cloud-init', bootstrap('#cloud-config', 'cloud-init')],
  ['a bootstrap with a NUL', bootstrap('echo \0')],
  ['a bootstrap that is too long', bootstrap('é'.repeat(51 * 1024 + 1))],
  ['tags that are too long', { tags: { a: 'x'.repeat(103 * 1024) } }],
])('%s is refused before docker sees it', (_what, changes) => {
  expect(() => checkForDocker({ ...request, ...changes })).toThrow(expect.objectContaining({ code: 'INVALID_SPEC' }));
});

test('a request that docker can take is let through', () => {
  checkForDocker({ ...request, network: 'blue', image: 'ghcr.io/a/b@sha256:0', ...bootstrap('x'.repeat(100 * 1024)) });
});
