import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Capabilities, type Capability, capabilityNames, noCapabilities } from '../../src/provider/capability.ts';
import { refuseUndeclared } from '../../src/provider/refuse-undeclared.ts';
import type { SpawnRequest } from '../../src/provider/requests.ts';

const spec = { cpus: 1, memoryMiB: 512 };
const parts: readonly (readonly [part: string, request: SpawnRequest, needed: readonly Capability[]])[] = [
  ['spec.gpu', { spec: { ...spec, gpu: { model: 'l4', count: 1 } } }, ['gpu']],
  ['network', { spec, network: 'lan' }, ['customNetworking']],
  ['volumeIds', { spec, volumeIds: ['v-1'] }, ['persistentVolumes', 'warmVolumes']],
  ['snapshotId', { spec, snapshotId: 's-1' }, ['snapshots']],
  ['idempotencyKey', { spec, idempotencyKey: 'k' }, ['idempotentSpawn']],
];

const anyFlags = fc.record(
  Object.fromEntries(capabilityNames.map((name) => [name, fc.boolean()])),
) as unknown as fc.Arbitrary<Capabilities>;

test.each(parts)('%s is refused exactly where nothing declared can honour it', (part, request, needed) => {
  const property = fc.property(anyFlags, (flags) => {
    const ask = () => refuseUndeclared(request, flags, 'mine');
    if (needed.some((name) => flags[name])) expect(ask).not.toThrow();
    else expect(ask).toThrow(expect.objectContaining({ code: 'INVALID_SPEC', provider: 'mine', retryable: false }));
  });
  fc.assert(property);
  expect(() => refuseUndeclared(request, noCapabilities, 'mine')).toThrow(`${part} cannot be honoured: mine has no`);
});

test.each([
  ['a plain request', { spec, name: 'a', image: 'debian', region: 'here', tags: {} }],
  ['an empty list of volumes', { spec, volumeIds: [] }],
  ['a request without a spec', {}],
  ['no request', undefined],
  ['null', null],
])('%s is left to the provider', (_what, request) => {
  expect(() => refuseUndeclared(request as SpawnRequest, noCapabilities, 'mine')).not.toThrow();
});
