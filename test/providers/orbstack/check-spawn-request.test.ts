import { expect, test } from 'vitest';
import { ProviderError } from '../../../src/provider/provider-error.ts';
import type { SpawnRequest } from '../../../src/provider/requests.ts';
import { checkSpawnRequest } from '../../../src/providers/orbstack/check-spawn-request.ts';
import type { Host } from '../../../src/providers/orbstack/host.ts';
import { dockerCapabilities } from '../../../src/providers/orbstack/orbstack-capabilities.ts';

const host = {
  capabilities: dockerCapabilities,
  imageDefault: 'debian',
  regionDefault: 'local',
  regions: ['local'],
  largest: { cpus: 4, memoryMiB: 4_096 },
} as unknown as Host;
const spec = { cpus: 1, memoryMiB: 512 };

test('a request is completed with the defaults of the host', () => {
  expect(checkSpawnRequest({ spec }, host)).toEqual({
    machine: { spec, image: 'debian', region: 'local', tags: {}, volumeIds: [] },
    idempotencyKey: undefined,
  });
});

test.each([
  ['no request', null, 'a spawn request must be an object'],
  ['no spec', {}, 'spec must be an object with cpus and memoryMiB'],
  ['no cpus', { spec: { ...spec, cpus: 0 } }, 'spec.cpus must be a whole number from 1 to 4, got 0'],
  ['half a cpu', { spec: { ...spec, cpus: 0.5 } }, 'spec.cpus must be a whole number from 1 to 4, got 0.5'],
  ['NaN cpus', { spec: { ...spec, cpus: Number.NaN } }, 'spec.cpus must be a whole number from 1 to 4, got NaN'],
  ['cpus as text', { spec: { ...spec, cpus: '1' } }, 'spec.cpus must be a whole number from 1 to 4, got string'],
  [
    'too much memory',
    { spec: { ...spec, memoryMiB: 4_097 } },
    'spec.memoryMiB must be a whole number from 1 to 4096, got 4097',
  ],
  [
    'a disk where none is sized',
    { spec: { ...spec, diskGiB: 1 } },
    'spec.diskGiB cannot be honoured: this host does not size disks',
  ],
  [
    'a GPU',
    { spec: { ...spec, gpu: { model: 'a', count: 1 } } },
    'spec.gpu cannot be honoured: orbstack has no gpu here',
  ],
  ['an unknown region', { spec, region: 'moon' }, 'region must be one of local'],
  ['an empty image', { spec, image: '' }, 'image must be a text that is not empty'],
  ['a tag that is no text', { spec, tags: { a: 1 } }, 'tags.a must be a text'],
  [
    'a tag that we keep',
    { spec, tags: { 'assay.name': 'a' } },
    'tags must not use assay.name: OrbStack keeps the name there',
  ],
  ['tags that are a list', { spec, tags: [] }, 'tags must be an object of texts'],
  ['a volume twice', { spec, volumeIds: ['v', 'v'] }, 'volumeIds must not name a volume twice'],
  ['an empty key', { spec, idempotencyKey: '' }, 'idempotencyKey must be a text that is not empty'],
  [
    'a bootstrap that was changed',
    { spec, bootstrap: { content: 'a', format: 'shell', checksum: 'b' } },
    'bootstrap.checksum is not the SHA-256 of bootstrap.content',
  ],
])('%s is refused', (_what, request, message) => {
  expect(() => checkSpawnRequest(request as unknown as SpawnRequest, host)).toThrow(
    new ProviderError('INVALID_SPEC', message, { provider: 'orbstack' }),
  );
});
