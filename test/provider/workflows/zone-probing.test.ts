import { expect, test } from 'vitest';
import { refuseAs } from '../../../src/provider/refuse.ts';
import { checkZoneProbing } from '../../../src/provider/workflows/zone-probing.ts';

const refuse = refuseAs('test');
const good = { key: 'k', request: { spec: { cpus: 1, memoryMiB: 64 } } };

test('what is left out has its default, and the zones stay in their order', () => {
  expect(checkZoneProbing(good, refuse)).toEqual({ ...good, rememberForMs: 300_000 });
  const full = { ...good, zones: ['b', 'a'], rememberForMs: 0 };
  expect(checkZoneProbing(full, refuse)).toEqual(full);
});

test.each([
  ['no record', null],
  ['a list', []],
  ['no key', { request: good.request }],
  ['an empty key', { ...good, key: '' }],
  ['a key that is no text', { ...good, key: 7 }],
  ['no request', { key: 'k' }],
  ['a request that is no record', { key: 'k', request: 'small' }],
  ['a second key', { ...good, request: { ...good.request, idempotencyKey: 'other' } }],
  ['an unknown part', { ...good, zone: 'a' }],
  ['zones that are no list', { ...good, zones: 'a' }],
  ['no zones', { ...good, zones: [] }],
  ['a zone without a name', { ...good, zones: ['a', ''] }],
  ['a zone twice', { ...good, zones: ['a', 'b', 'a'] }],
  ['a time that is no number', { ...good, rememberForMs: '5 min' }],
  ['a time before now', { ...good, rememberForMs: -1 }],
  ['half a millisecond', { ...good, rememberForMs: 0.5 }],
  ['more than a day', { ...good, rememberForMs: 86_400_001 }],
])('%s is refused with INVALID_SPEC', (_, input) => {
  expect(() => checkZoneProbing(input, refuse)).toThrow(expect.objectContaining({ code: 'INVALID_SPEC' }));
});
