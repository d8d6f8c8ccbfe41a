import { expect, test } from 'vitest';
import { findExhibit } from '../../../src/chaos/museum/read-museum.ts';
import { showExhibit, type TourOptions } from '../../../src/chaos/museum/tour.ts';
import { referenceControlPlane } from '../../../src/controlplane/reference/reference.ts';
import type { ProviderModule } from '../../../src/provider/registration.ts';
import { onSimulatedHost } from '../host.ts';

const options: TourOptions = {
  ...onSimulatedHost,
  ...{ reference: referenceControlPlane, seed: 1, seeds: 3, nowMs: () => 0 },
};
const exhibit = await findExhibit('m17');
if (!exhibit) throw new Error('there is no M17');
const { entry } = exhibit;

test('an entry as it should be: the naive control plane is found by its oracle and made small, the sound one survives', async () => {
  expect(await showExhibit(exhibit, options)).toEqual({
    ...{ number: 'M17', title: 'timeout is resubmitted', oracle: 'I06' },
    naive: { oracle: 'I06', operations: 1, disturbances: 1, tookMs: 0 },
    sound: { survived: 3, tookMs: 0 },
  });
});

test('a naive control plane that survives, and one that another oracle finds, are no entries', async () => {
  const cured = { ...exhibit, entry: { ...entry, create: referenceControlPlane.create } };
  expect((await showExhibit(cured, options)).naive.problem).toBe('it survived 3 seeds');
  const misnamed = { ...exhibit, entry: { ...entry, oracle: 'I02' } };
  expect((await showExhibit(misnamed, options)).naive.problem).toBe('I06 found it');
});

test('a sound control plane that fails, or to which nothing happened, is none', async () => {
  const unsound = { ...exhibit, entry: { ...entry, sound: entry } };
  expect((await showExhibit(unsound, options)).sound).toMatchObject({ survived: 0, problem: 'I06 was violated' });
  const quiet = { ...entry.experiment, disturbances: [] };
  const idle = { ...exhibit, entry: { ...entry, experiment: quiet } };
  expect((await showExhibit(idle, options)).sound.problem).toBe('I06 never had anything to judge');
});

test('an adapter that has the bug is given to the naive control plane, and not to the sound one', async () => {
  const { provider } = options;
  const given: string[] = [];
  const spy = (name: string): ProviderModule => ({
    ...provider,
    create: (context) => {
      given.push(name);
      return provider.create(context);
    },
  });
  await showExhibit(
    { ...exhibit, entry: { ...entry, provider: spy('bad') } },
    { ...options, provider: spy('good'), seeds: 1 },
  );
  expect(given.lastIndexOf('bad')).toBeLessThan(given.indexOf('good'));
});
