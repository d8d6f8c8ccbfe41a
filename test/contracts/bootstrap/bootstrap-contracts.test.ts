import { expect, test } from 'vitest';
import { checksum } from '../../../src/contracts/bootstrap/checksum.ts';
import { cloudInitParses } from '../../../src/contracts/bootstrap/cloud-init-parses.ts';
import { deterministic } from '../../../src/contracts/bootstrap/deterministic.ts';
import { environmentArrives } from '../../../src/contracts/bootstrap/environment-arrives.ts';
import { rejectsBadNames } from '../../../src/contracts/bootstrap/rejects-bad-names.ts';
import { shellParses } from '../../../src/contracts/bootstrap/shell-parses.ts';
import { Violation } from '../../../src/contracts/violation.ts';
import type { Bootstrap, BootstrapRequest } from '../../../src/provider/bootstrap.ts';
import { generateBootstrap } from '../../../src/provider/generate-bootstrap.ts';
import { ProviderError } from '../../../src/provider/provider-error.ts';
import { type GenerateBootstrap, judge, play } from './bootstrap-world.ts';

const contracts = [checksum, cloudInitParses, deterministic, environmentArrives, rejectsBadNames, shellParses];

test.each(contracts)('$id passes for the generator of this project', async (contract) => {
  expect(await judge(contract, generateBootstrap)).toEqual([]);
});

test.each(contracts)('$id passes for a generator that refuses every format but shell', async (contract) => {
  const shellOnly: GenerateBootstrap = (request) => {
    if (request.format === 'cloud-init') throw new ProviderError('INVALID_SPEC', 'no cloud-init', { provider: 'mine' });
    return generateBootstrap(request);
  };
  expect(await judge(contract, shellOnly)).toEqual([]);
});

test.each(contracts)('$id holds for a case of which shrinking left no step', async (contract) => {
  expect(await play(contract, generateBootstrap, [])).toBeUndefined();
});

const asShell = (content: string): Bootstrap => ({ ...generateBootstrap({}), content });
const oneLine = (request: BootstrapRequest, quote: (value: string) => string): Bootstrap => {
  const lines = Object.entries(request.environment ?? {}).map(([name, value]) => `export ${name}=${quote(value)}`);
  return asShell(['#!/bin/sh', ...lines, ...(request.commands ?? [])].join('\n'));
};
let calls = 0;

test.each<[fault: string, contract: (typeof contracts)[number], generate: GenerateBootstrap, expected: string]>([
  ['an upper-case checksum', checksum, upperCase, 'the checksum is the SHA-256 of the content'],
  [
    'a checksum of UTF-16',
    checksum,
    (r) => ({ ...generateBootstrap(r), checksum: '0' }),
    'the checksum is the SHA-256',
  ],
  [
    'no bootstrap at all',
    checksum,
    () => null as never,
    'a bootstrap has content, the format asked for and a checksum',
  ],
  ['the wrong format', cloudInitParses, () => generateBootstrap({}), 'the format asked for'],
  ['a date', deterministic, (r) => asShell(`# ${performance.now()}\n${r.commands}`), 'equal requests give equal'],
  ['a counter', deterministic, () => asShell(`# ${calls++}`), 'equal requests give equal bootstraps'],
  ['a changed request', deterministic, changeRequest, 'generateBootstrap leaves the request as it was'],
  ['double quotes', environmentArrives, (r) => oneLine(r, (value) => `"${value}"`), 'every variable arrives'],
  ['no quotes', shellParses, (r) => oneLine(r, (value) => value), '`sh -n` accepts'],
  ['lost newlines', environmentArrives, trimmed, 'every variable arrives byte for byte'],
  ['YAML by hand', cloudInitParses, yamlByHand, 'a cloud-init bootstrap is a YAML map'],
  ['no first line', cloudInitParses, (r) => ({ ...generateBootstrap(r), content: '{}' }), 'starts with the line'],
  ['any name', rejectsBadNames, (r) => oneLine(r, JSON.stringify), 'refused with INVALID_SPEC'],
  ['a plain Error', rejectsBadNames, throwPlain, 'refused with INVALID_SPEC'],
  ['a plain Error for shell', shellParses, throwPlain, 'generateBootstrap gives a bootstrap'],
])('%s is found', async (_fault, contract, generate, expected) => {
  const violations = await judge(contract, generate, 30);
  expect(violations.length).toBeGreaterThan(0);
  for (const violation of violations) expect(violation).toBeInstanceOf(Violation);
  expect(violations.map((violation) => (violation as Violation).expected).join('\n')).toContain(expected);
});

function upperCase(request: BootstrapRequest): Bootstrap {
  const bootstrap = generateBootstrap({ ...request, format: 'shell' });
  return { ...bootstrap, format: request.format ?? 'shell', checksum: bootstrap.checksum.toUpperCase() };
}

function changeRequest(request: BootstrapRequest): Bootstrap {
  (request as { commands?: string[] }).commands = [...(request.commands ?? []), 'true'];
  return asShell('');
}

function trimmed(request: BootstrapRequest): Bootstrap {
  const entries = Object.entries(request.environment ?? {}).map(([name, value]) => [name, value.trimEnd()]);
  return generateBootstrap({ ...request, environment: Object.fromEntries(entries) });
}

function yamlByHand(request: BootstrapRequest): Bootstrap {
  const lines = Object.entries(request.environment ?? {}).map(([name, value]) => `${name}: ${value}`);
  return { ...generateBootstrap(request), content: ['#cloud-config', ...lines].join('\n') };
}

function throwPlain(): never {
  throw new Error('bad name');
}
