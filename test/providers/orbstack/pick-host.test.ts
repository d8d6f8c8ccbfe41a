import { expect, test } from 'vitest';
import { createOrbstack } from '../../../src/providers/orbstack/orbstack.ts';
import { contextUnderTest } from './context-under-test.ts';

const noFetch = () => Promise.reject(new Error('nobody fetches'));

test('the registration holds a provider of the testing tier and its hooks', () => {
  const { provider, hooks } = createOrbstack(contextUnderTest(noFetch));
  expect([provider.name, provider.tier, Object.keys(hooks)]).toEqual([
    'orbstack',
    'testing',
    ['onStartup', 'onShutdown', 'onHeartbeat'],
  ]);
});

test('docker is a host, and starting it asks nobody anything', () => {
  const { provider } = createOrbstack(contextUnderTest(noFetch, { ORBSTACK_HOST: 'docker' }));
  expect(provider.capabilities.snapshots).toBe(true);
});

test('a host that nobody knows is refused with the names of those that are', () => {
  const context = contextUnderTest(noFetch, { ORBSTACK_HOST: 'dokcer' });
  expect(() => createOrbstack(context)).toThrow('ORBSTACK_HOST must be simulated, docker or orbctl, got "dokcer"');
});
