import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  anyEnvironment,
  anyEnvironmentName,
  boundaryEnvironments,
} from '../../src/contracts/generators/environment.ts';
import type { BootstrapRequest } from '../../src/provider/bootstrap.ts';
import { generateBootstrap } from '../../src/provider/generate-bootstrap.ts';
import { isProviderError } from '../../src/provider/provider-error.ts';
import { runShell, shells } from './run-shell.ts';

describe.each(shells.map((shell) => [shell.join(' '), shell] as const))('in %s', (_name, shell) => {
  test('any value arrives byte for byte', () => {
    const values = fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', ''));
    const environments = fc.oneof(anyEnvironment(), fc.dictionary(anyEnvironmentName(), values, { maxKeys: 5 }));
    const examples = boundaryEnvironments.map((environment): [Record<string, string>] => [environment]);
    fc.assert(
      fc.property(environments, (environment) => {
        const commands = Object.keys(environment).map((name) => String.raw`printf '%s\0' "$${name}"`);
        const result = runShell(shell, generateBootstrap({ environment, commands }).content);
        expect(result.stderr.toString()).toBe('');
        expect(result.status).toBe(0);
        const expected = Object.values(environment).map((value) => `${value}\0`);
        expect(result.stdout.equals(Buffer.from(expected.join(''), 'utf8'))).toBe(true);
      }),
      { numRuns: 150, examples },
    );
  });

  test.each([
    ['IFS', '0123'],
    ['PATH', '/nowhere'],
    ['HOME', ''],
    ['PS4', '$(exit 9)'],
    ['PWD', 'x'],
    ['OPTARG', "'"],
    ['REPLY', 'x'],
    ['BASH_ENV', '/nowhere'],
  ])('the variable %s arrives, although shells know it', (name, value) => {
    const request = { environment: { [name]: value }, commands: [`printf %s "$${name}"`, '(exit 3)'] };
    const result = runShell(shell, generateBootstrap(request).content);
    expect(result.stdout.toString()).toBe(value);
    expect(result.status).toBe(3);
  });

  test.each<[commands: string[], status: number, stdout: string]>([
    [[], 0, ''],
    [[''], 0, ''],
    [['exit 3', 'echo never'], 3, ''],
    [['echo a', 'echo b'], 0, 'a\nb\n'],
    [['echo a', 'sh -c "exit 7"', 'echo never'], 7, 'a\n'],
    [['false && true', 'echo never'], 1, ''],
    [['true | false', 'echo never'], 1, ''],
    [['cd /usr', 'X=1; f() { echo "$X $PWD"; }', 'f'], 0, '1 /usr\n'],
    [["echo a # it's a comment", 'echo "b\n"'], 0, 'a\nb\n\n'],
    [['cat <<END\n$(echo c)\nEND', 'echo d'], 0, 'c\nd\n'],
    [['-n', 'echo never'], 127, ''],
    [['set -e', 'false', 'echo never'], 1, ''],
  ])('the commands %j end with %i', (commands, status, stdout) => {
    const result = runShell(shell, generateBootstrap({ commands }).content);
    expect([result.status, result.stdout.toString()]).toEqual([status, stdout]);
  });

  test('a command that does not parse ends the bootstrap there, with what came before done', () => {
    const result = runShell(shell, generateBootstrap({ commands: ['echo a', 'if (', 'echo never'] }).content);
    expect(result.stdout.toString()).toBe('a\n');
    expect(result.status).not.toBe(0);
  });
});

test('variables come in the order of the request', () => {
  const { content } = generateBootstrap({ environment: { ZETA: '1', ALPHA: '2' } });
  expect(content).toBe("#!/bin/sh\nexport ZETA='1'\nexport ALPHA='2'\n");
});

test('equal requests give equal bootstraps, with the SHA-256 of their content', () => {
  fc.assert(
    fc.property(anyEnvironment(), fc.constantFrom('shell', 'cloud-init'), (environment, format) => {
      const request: BootstrapRequest = { environment, format, commands: ['true'] };
      const bootstrap = generateBootstrap(request);
      expect(generateBootstrap(structuredClone(request))).toEqual(bootstrap);
      expect(bootstrap.checksum).toBe(createHash('sha256').update(Buffer.from(bootstrap.content)).digest('hex'));
      expect(bootstrap.format).toBe(format);
    }),
  );
});

test.each<[title: string, request: unknown, message: string]>([
  ['a name with a space', { environment: { 'A B': 'secret' } }, '"A B": names match [A-Za-z_][A-Za-z0-9_]*'],
  ['a name with a value in it', { environment: { 'A=secret': 'secret' } }, '"A=…"'],
  ['a name that ends in a newline', { environment: { 'A\n': 'secret' } }, String.raw`"A\n"`],
  ['an empty name', { environment: { '': 'secret' } }, '""'],
  ['a name that shells keep', { environment: { UID: 'secret' } }, '"UID": shells keep this name for themselves'],
  ['a value with a NUL', { environment: { A: 'secret\0' } }, 'the value of environment variable "A" holds a NUL'],
  ['a value with half a surrogate pair', { environment: { A: 'secret\ud800' } }, 'variable "A" holds half a surrogate'],
  ['a value that is no text', { environment: { A: 1 } }, 'the value of environment variable "A" must be a string'],
  ['a command with a NUL', { commands: ['true', 'secret\0'] }, 'command 2 holds a NUL'],
  ['a command with half a surrogate pair', { commands: ['secret\udc00'] }, 'command 1 holds half a surrogate'],
  ['a command that is no text', { commands: [null] }, 'command 1 must be a string'],
  ['commands that are no array', { commands: 'secret' }, 'commands must be an array of strings'],
  ['an environment that is no object', { environment: ['secret'] }, 'environment must be an object'],
  [
    'an unknown format',
    { format: 'ignition' },
    'no bootstrap of format "ignition"; the formats are shell and cloud-init',
  ],
  ['no request at all', undefined, 'a bootstrap request must be an object'],
])('%s is refused with INVALID_SPEC, without its value', (_title, request, message) => {
  const thrown = catchThrown(() => generateBootstrap(request as BootstrapRequest, 'mine'));
  expect(isProviderError(thrown) && [thrown.code, thrown.provider]).toEqual(['INVALID_SPEC', 'mine']);
  expect(String(thrown)).toContain(message);
  expect(String(thrown)).not.toContain('secret');
});

const native = { tailscaleNative: true };

test('a tailnet is joined first, with the key in a file of its own that is gone afterwards', () => {
  const tailscale = { authKey: "tskey-it's", hostname: 'box' };
  const request = { tailscale, environment: { PATH: '/nowhere' }, commands: ['echo done'] };
  const { content } = generateBootstrap(request, 'mine', native);
  const standIn = `tailscale() { f="\${2#--auth-key=file:}"; printf "%s " "$@"; ls -l "$f" | cut -c1-10; cat "$f"; echo; };`;
  for (const shell of shells) {
    const { stdout, status } = runShell(shell, `${standIn}\n${content}`);
    const [call = '', mode, key, done] = stdout.toString().replace(' -rw', '\n-rw').split('\n');
    expect([status, mode, key, done]).toEqual([0, '-rw-------', "tskey-it's", 'done']);
    expect(call).toMatch(/^up --auth-key=file:\S+ --hostname=box$/);
    expect(existsSync(call.replace(/^.*file:(\S+).*$/, '$1'))).toBe(false);
  }
});

test('a tailnet that cannot be joined ends the bootstrap with its exit code and leaves no key behind', () => {
  const { content } = generateBootstrap({ tailscale: { authKey: 'tskey-1' }, commands: ['echo done'] }, 'mine', native);
  const standIn = `tailscale() { echo "\${2#--auth-key=file:}"; return 7; };`;
  for (const shell of shells) {
    const { stdout, status } = runShell(shell, `${standIn}\n${content}`);
    expect(status).toBe(7);
    expect(existsSync(stdout.toString().trim())).toBe(false);
  }
});

test.each([
  ['no key', {}],
  ['an empty key', { authKey: '' }],
  ['a key with a line break', { authKey: 'secret\n' }],
  ['a host name with a space', { authKey: 'secret', hostname: 'a b' }],
  ['a host name that is too long', { authKey: 'secret', hostname: 'a'.repeat(64) }],
])('a tailnet with %s is refused without its key', (_what, tailscale) => {
  const thrown = catchThrown(() => generateBootstrap({ tailscale } as BootstrapRequest, 'mine', native));
  expect(isProviderError(thrown) && thrown.code).toBe('INVALID_SPEC');
  expect(String(thrown)).not.toContain('secret');
});

test('a tailnet is refused where machines join none', () => {
  const thrown = catchThrown(() => generateBootstrap({ tailscale: { authKey: 'secret' } }, 'mine'));
  expect(String(thrown)).toBe('ProviderError: tailscale cannot be honoured: mine has no tailscaleNative here');
});

function catchThrown(run: () => unknown): unknown {
  try {
    return run();
  } catch (thrown) {
    return thrown;
  }
}
