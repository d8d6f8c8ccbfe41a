import { expect, test } from 'vitest';
import { classify } from '../../../src/clouds/orbctl/classify.ts';
import { orbctl } from '../../../src/providers/orbstack/hosts/orbctl-arguments.ts';

const machine = `assay-0123abcd-${'0'.repeat(32)}`;
const snapshot = `assay-0123abcd-s-${'0'.repeat(26)}-${'1'.repeat(12)}`;

test.each([
  [orbctl.create('alpine', machine, { cpus: 1, memoryMiB: 512 }), 'spawn', false],
  [orbctl.clone(snapshot, machine), 'spawn', false],
  [orbctl.limit(machine, 'cpu', 1), 'spawn', false],
  [orbctl.start(machine), 'spawn', false],
  [orbctl.clone(machine, snapshot), 'snapshot', false],
  [orbctl.remove(machine), 'terminate', false],
  [orbctl.remove(snapshot), 'snapshot', false],
  [orbctl.list(), 'list', true],
  [orbctl.info(machine), 'get', true],
  [orbctl.script(machine, 'cat'), 'get', true],
  [orbctl.config('cpu'), 'other', true],
  [orbctl.version(), 'other', true],
])('%j is %s, and only reads: %s', (args, operation, read) => {
  expect(classify({ file: 'orbctl', args, options: {} })).toMatchObject({ operation, read });
});

test('marking a machine belongs to making it, and its script is not for readers', () => {
  const request = { file: 'orbctl', args: orbctl.script(machine, 'a long script'), options: { input: 'marker' } };
  expect(classify(request)).toEqual({
    ...{ operation: 'spawn', read: false, label: `orbctl run --machine ${machine} --user root sh …` },
  });
});
