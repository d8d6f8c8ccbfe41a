import { parentPort, workerData } from 'node:worker_threads';
import { findExhibit } from '../chaos/museum/read-museum.ts';
import { showExhibit } from '../chaos/museum/tour.ts';
import { referenceControlPlane } from '../controlplane/reference/reference.ts';
import { loadRegistered } from '../registry/load-registered.ts';
import type { MuseumRoom } from './museum-threads.ts';

const { provider: name, testbed: testbedName, seed, seeds } = workerData as MuseumRoom;
const { module: provider, testbeds } = await loadRegistered(name);
const testbed = testbeds.find((each) => each.name === testbedName);
const { signal } = new AbortController();

parentPort?.on('message', async (number: string) => {
  const exhibit = await findExhibit(number);
  if (!exhibit || !testbed) throw new Error(`there is no museum/${number} on ${testbedName}`);
  const host = { provider, testbed, signal, seed };
  const shown = await showExhibit(exhibit, {
    ...{ ...host, seeds, reference: referenceControlPlane, nowMs: () => performance.now() },
  });
  parentPort?.postMessage(shown);
});
