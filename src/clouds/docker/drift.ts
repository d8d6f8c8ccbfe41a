import type { Clock } from '../../provider/context.ts';
import type { Drift, Halt } from '../../testbed/drift.ts';
import { containerOfRun } from './container.ts';
import type { Engine } from './engine.ts';

/** A machine that is shut down has so long. */
const graceS = 1;

/** What a person types at the engine, past the provider. Only containers of this run are touched. */
export function createDrift(engine: Engine, runId: string, clock: Clock): Drift {
  const act = async (id: string, ...command: readonly string[]): Promise<void> => {
    const container = await containerOfRun(engine, runId, id);
    await container.run(...command, id);
  };
  const halt = (id: string, how: Halt): Promise<void> =>
    how === 'orderly' ? act(id, 'stop', '--time', String(graceS)) : act(id, 'kill');
  return {
    cannot: { relabel: 'docker cannot change the labels of a container' },
    remove: (id) => act(id, 'rm', '--force', '--volumes'),
    halt,
    relabel: () => Promise.reject(new Error('docker cannot change the labels of a container')),
    start: (id) => act(id, 'start'),
    // Its address is the engine's to give, and its own disk stays with it.
    restart: async (id, { how, downMs }) => {
      await halt(id, how);
      await clock.sleep(downMs);
      await act(id, 'start');
    },
    pause: (id) => act(id, 'pause'),
  };
}
