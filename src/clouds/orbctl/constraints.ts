import type { Exec } from '../../provider/context.ts';
import { type ChangeLog, logged } from '../../testbed/change-log.ts';
import type { Constraint, Constraints } from '../../testbed/constraints.ts';
import type { Held, Support } from '../../testbed/support.ts';
import { type MachineCommand, machineOfRun } from './machine-of-run.ts';
import type { RunMachines } from './machines.ts';

export interface ConstraintsOptions {
  readonly machines: RunMachines;
  readonly exec: Exec;
  readonly log?: ChangeLog | undefined;
}

/** Limits that OrbStack keeps of a machine. It may take a new one over only when the machine starts the next time. */
const limited: Support = { how: 'emulated' };
const unlimited = (what: string): Support => ({ how: 'unsupported', why: `OrbStack has no limit of ${what}` });

/** Constraints by the settings of one machine. */
export function createConstraints({ machines, exec, log }: ConstraintsOptions): Constraints {
  return {
    support: {
      cpu: limited,
      memory: limited,
      pids: unlimited('processes'),
      disk: unlimited('what is written into a folder'),
      hog: { how: 'unsupported', why: 'nothing is started in a machine of OrbStack from here' },
    },
    hold: async (id, constraint) => {
      const run = await machineOfRun(machines, exec, id);
      return logged(log, { what: constraint.kind, on: id }, () => holdSetting(run, settingOf(constraint)));
    },
  };
}

interface Setting {
  readonly key: string;
  readonly value: string;
}

function settingOf(constraint: Constraint): Setting {
  switch (constraint.kind) {
    case 'cpu':
      // Whole processors only.
      return { key: 'cpu', value: String(Math.max(1, Math.round(constraint.cpus))) };
    case 'memory':
      return { key: 'memory_mib', value: String(constraint.memoryMiB) };
    default:
      throw new Error(`OrbStack cannot constrain ${constraint.kind}`);
  }
}

async function holdSetting(run: MachineCommand, { key, value }: Setting): Promise<Held> {
  const keyOf = (name: string) => `machine.${name}.${key}`;
  const get = () => run((name) => ['config', 'get', keyOf(name)]);
  const set = (wanted: string) => run((name) => ['config', 'set', keyOf(name), wanted]);
  const before = await get();
  await set(value);
  const held: Held = {
    holds: async () => (await get()) === value,
    lift: async () => {
      await set(before).catch(unlessGone);
    },
  };
  if (await held.holds()) return held;
  await held.lift();
  throw new Error(`OrbStack did not keep ${key} at ${value}`);
}

function unlessGone(thrown: unknown): void {
  if (!(thrown instanceof Error) || !/machine not found|no machine found/i.test(thrown.message)) throw thrown;
}
