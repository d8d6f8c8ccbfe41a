import type { Clock, Exec } from '../../provider/context.ts';
import type { Drift } from '../../testbed/drift.ts';
import { machineOfRun } from './machine-of-run.ts';
import type { RunMachines } from './machines.ts';

const noRelabel = 'OrbStack keeps no labels of a machine';

/** What a person types on this Mac, past the provider. Only machines of this run are touched. */
export function createDrift(machines: RunMachines, exec: Exec, clock: Clock): Drift {
  const act = async (id: string, ...command: readonly string[]): Promise<void> => {
    const run = await machineOfRun(machines, exec, id);
    await run((name) => [...command, name]);
  };
  return {
    cannot: { relabel: noRelabel, empty: 'OrbStack keeps the disk of a machine' },
    remove: (id) => act(id, 'delete', '--force'),
    // It knows one way to stop.
    halt: (id) => act(id, 'stop'),
    relabel: () => Promise.reject(new Error(noRelabel)),
    start: (id) => act(id, 'start'),
    restart: async (id, { downMs }) => {
      await act(id, 'stop');
      // It may be gone by then.
      clock.after(downMs, () => void act(id, 'start').catch(() => {}));
    },
  };
}
