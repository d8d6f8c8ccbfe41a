import { stat } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { findRegistered, registeredProviders } from '../src/registry.ts';

test.each(registeredProviders)(
  '$name is found, with its default testbed first and its source on disk',
  async (provider) => {
    const found = findRegistered(provider.name);
    expect(found.module).toBe(provider.module);
    expect(found.testbeds[0]?.fidelity).toBe('simulated');
    expect((await stat(found.sourcePath)).isDirectory()).toBe(true);
  },
);

test('an unknown name is answered with the nearest one', () => {
  expect(() => findRegistered('orbstak')).toThrow('there is no provider orbstak: did you mean orbstack?');
});

test('a name that is near to none is answered with all of them', () => {
  expect(() => findRegistered('zzzzzzzzzzzz')).toThrow('the registered ones are orbstack');
});
