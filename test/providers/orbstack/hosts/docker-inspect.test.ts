import { expect, test } from 'vitest';
import { readContainers } from '../../../../src/providers/orbstack/hosts/docker-inspect.ts';

const container = {
  id: 'a'.repeat(64),
  name: '/assay-1',
  created: '2026-11-23T14:49:50.037510523Z',
  state: 'running',
  error: '',
  labels: {
    'dev.assay.fingerprint': 'f',
    'dev.assay.region': 'local',
    'dev.assay.tags': '[["team","blue, \\"x\\""]]',
    'dev.assay.network': '',
  },
  image: 'debian:stable-slim',
  nanoCpus: 2_000_000_000,
  memory: 64 * 1_048_576,
  network: 'default',
  binds: ['v2:/volumes/v2', '/etc:/volumes/etc', 'v1:/volumes/v1', 'other:/data'],
};

const read = (changes: object) => readContainers(`${JSON.stringify({ ...container, ...changes })}\n`)[0]?.machine;

test('a container is read as a machine: sizes from its limits, the rest from its labels', () => {
  expect(read({})).toEqual({
    id: 'a'.repeat(64),
    name: 'assay-1',
    status: 'running',
    fingerprint: 'f',
    region: 'local',
    image: 'debian:stable-slim',
    spec: { cpus: 2, memoryMiB: 64 },
    tags: { team: 'blue, "x"' },
    volumeIds: ['v2', 'v1'],
    createdAt: '2026-11-23T14:49:50.037Z',
  });
});

test('a network is reported where one was asked for, and only there', () => {
  expect(read({ network: 'bridge' })).not.toHaveProperty('network');
  expect(read({ network: 'blue', labels: { 'dev.assay.network': 'blue' } })).toMatchObject({ network: 'blue' });
});

test('volumes come in the order in which they were asked for, and only those that are mounted', () => {
  const labels = { 'dev.assay.volumes': 'v1,gone,v2' };
  expect(read({ labels })?.volumeIds).toEqual(['v1', 'v2']);
});

test.each([
  ['created', 'pending'],
  ['running', 'running'],
  ['paused', 'stopped'],
  ['restarting', 'starting'],
  ['removing', 'terminating'],
  ['exited', 'stopped'],
  ['dead', 'error'],
])('the state %s is the status %s', (state, status) => {
  expect(read({ state })?.status).toBe(status);
});

test('a container that could not be started is an error, not pending for ever', () => {
  expect(read({ state: 'created', error: 'network nonet not found' })?.status).toBe('error');
});

test('a container without labels or mounts can be read', () => {
  expect(read({ labels: null, binds: null })).toMatchObject({ tags: {}, volumeIds: [], fingerprint: '' });
});

test.each([
  ['no JSON', 'not json'],
  ['no object', '[]'],
  ['no id', JSON.stringify({ ...container, id: undefined })],
  ['a state that is no text', JSON.stringify({ ...container, state: 7 })],
  ['no limits', JSON.stringify({ ...container, nanoCpus: null })],
])('%s is refused instead of being left out', (_what, line) => {
  expect(() => readContainers(`${JSON.stringify(container)}\n${line}\n`)).toThrow();
});

test('a state that nobody has heard of is one in which a container is busy', () => {
  expect(read({ state: 'melting' })?.status).toBe('pending');
});
