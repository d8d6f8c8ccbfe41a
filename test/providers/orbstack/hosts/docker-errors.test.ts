import { expect, test } from 'vitest';
import {
  DockerFailure,
  dockerError,
  saysGone,
  saysNameTaken,
} from '../../../../src/providers/orbstack/hosts/docker-errors.ts';

const failed = (stderr: string, exitCode = 1) => ({ exitCode, stdout: '', stderr, timedOut: false });
const daemon = (text: string) =>
  `docker: Error response from daemon: ${text}\n\nRun 'docker run --help' for more information\n`;

test.each([
  [
    'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
    'PROVIDER_UNAVAILABLE',
  ],
  ['error during connect: Post "http://x/v1.41/containers/create": EOF', 'PROVIDER_UNAVAILABLE'],
  ['permission denied while trying to connect to the Docker daemon socket at unix:///x', 'AUTH_ERROR'],
  [daemon('toomanyrequests: You have reached your pull rate limit.'), 'RATE_LIMIT_ERROR'],
  [daemon('mkdir /var/lib/docker/overlay2/x: no space left on device'), 'QUOTA_EXCEEDED'],
  [
    daemon('OCI runtime create failed: unable to start container process: cannot allocate memory: unknown'),
    'CAPACITY_ERROR',
  ],
  [daemon('No such image: nosuch:latest'), 'INVALID_SPEC'],
  [
    daemon('pull access denied for nosuch, repository does not exist or may require docker login: denied'),
    'INVALID_SPEC',
  ],
  [daemon('manifest for debian:nosuch not found: manifest unknown: manifest unknown'), 'INVALID_SPEC'],
  ['docker: invalid reference format: repository name (library/X) must be lowercase\n', 'INVALID_SPEC'],
  [daemon('network nonet not found'), 'INVALID_SPEC'],
  [daemon('Range of CPUs is from 0.01 to 2.00, as there are only 2 CPUs available'), 'INVALID_SPEC'],
  [daemon('Minimum memory limit allowed is 6MB'), 'INVALID_SPEC'],
  [
    daemon('unable to start container process: exec: "/bin/sh": stat /bin/sh: no such file or directory'),
    'INVALID_SPEC',
  ],
  ['Error response from daemon: remove v: volume is in use - [abc]', 'INVALID_SPEC'],
  [
    'Error response from daemon: conflict: unable to delete x (cannot be forced) - image is being used by running container y',
    'INVALID_SPEC',
  ],
  ['Error response from daemon: No such container: x', 'NOT_FOUND'],
  ['Error: No such object: x', 'NOT_FOUND'],
  [daemon('something nobody has heard of'), 'UNCLASSIFIED'],
  ['', 'UNCLASSIFIED'],
])('%j is %s, and the words are kept', (stderr, code) => {
  const error = dockerError(failed(stderr), 'reads');
  expect(error.code).toBe(code);
  expect(error.ambiguous).toBeUndefined();
  expect(error.cause).toBeInstanceOf(DockerFailure);
  expect((error.cause as DockerFailure).stderr).toBe(stderr);
});

test.each([
  ['Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?', true],
  ['error during connect: Post "http://x": EOF', true],
  [daemon('context deadline exceeded'), true],
  ['panic: runtime error', true],
  [daemon('something nobody has heard of'), undefined],
  [daemon('Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io: no such host'), undefined],
  [daemon('Minimum memory limit allowed is 6MB'), undefined],
  [daemon('cannot allocate memory'), undefined],
  [daemon('toomanyrequests: slow down'), undefined],
])('a write that failed with %j is ambiguous: %s', (stderr, ambiguous) => {
  expect(dockerError(failed(stderr), 'writes').ambiguous).toBe(ambiguous);
});

test('a command that was killed by its timeout may have taken effect', () => {
  const error = dockerError({ exitCode: 124, stdout: '', stderr: '', timedOut: true }, 'writes');
  expect(error).toMatchObject({ code: 'PROVIDER_UNAVAILABLE', ambiguous: true });
  expect(dockerError({ exitCode: 124, stdout: '', stderr: '', timedOut: true }, 'reads').ambiguous).toBeUndefined();
});

test('a missing docker command is told with its remedy, and without the command line', () => {
  const error = dockerError(
    failed('Command failed with ENOENT: docker run SECRET\nspawn docker ENOENT', 127),
    'writes',
  );
  expect(error.code).toBe('PROVIDER_UNAVAILABLE');
  expect(error.message).toContain('install the docker CLI');
  expect(JSON.stringify([error.message, error.cause, (error.cause as DockerFailure).stderr])).not.toContain('SECRET');
  expect(error.ambiguous).toBeUndefined();
});

test('a command that could not be started did nothing, and the error is silent on its arguments', () => {
  const errorOf = (code: string) =>
    dockerError(failed(`Command failed with ${code}: docker run SECRET\nspawn docker ${code}`, 127), 'writes');
  expect(errorOf('E2BIG')).toMatchObject({ code: 'INVALID_SPEC' });
  expect(errorOf('EACCES')).toMatchObject({ code: 'PROVIDER_UNAVAILABLE' });
  for (const error of [errorOf('E2BIG'), errorOf('EACCES')]) {
    expect(error.ambiguous).toBeUndefined();
    expect(JSON.stringify([error.message, (error.cause as DockerFailure).stderr])).not.toContain('SECRET');
  }
});

test('the error of a command that was killed is silent on its arguments', () => {
  const stderr = 'Command timed out after 30000 milliseconds: docker run SECRET';
  const error = dockerError({ exitCode: 124, stdout: '', stderr, timedOut: true }, 'writes');
  expect(JSON.stringify([error.message, (error.cause as DockerFailure).stderr])).not.toContain('SECRET');
});

test('exit code 127 of a container without a shell is no missing docker command', () => {
  const stderr = daemon('exec: "/bin/sh": stat /bin/sh: no such file or directory: unknown');
  expect(dockerError(failed(stderr, 127), 'writes').code).toBe('INVALID_SPEC');
});

test('the message is the line that says why', () => {
  const stderr = `Unable to find image 'x:latest' locally\n${daemon('pull access denied for x')}`;
  expect(dockerError(failed(stderr), 'writes').message).toBe('docker failed: pull access denied for x');
});

test.each([
  ['retry-after: 1.5s, allowed: 44000/minute', 1_500],
  ['retry-after: 20ms, allowed: 44000/minute', 20],
  ['retry-after: 500µs, allowed: 44000/minute', 0.5],
  ['no time given', undefined],
])('too many requests with %j asks to wait %s ms', (text, retryAfterMs) => {
  expect(dockerError(failed(daemon(`toomanyrequests: ${text}`)), 'reads').retryAfterMs).toBe(retryAfterMs);
});

test('a name that is taken is told from other conflicts', () => {
  const taken = daemon(
    'Conflict. The container name "/x" is already in use by container "abc". You have to remove it.',
  );
  expect(saysNameTaken(taken)).toBe(true);
  expect(saysNameTaken(daemon('conflict: image is being used'))).toBe(false);
});

test('gone is what docker calls no such thing, in any case', () => {
  expect(saysGone('error: no such object: x')).toBe(true);
  expect(saysGone('Error response from daemon: get v: no such volume')).toBe(true);
  expect(saysGone('Cannot connect to the Docker daemon')).toBe(false);
});
