import type { Exec, ExecResult } from '../../provider/context.ts';
import { type Kind, namesOfRun } from './names.ts';

/** OrbStack asked directly for the machines of one run: behind the provider's back, and past the faults of its wire. */
export interface RunMachines {
  list(): Promise<readonly RunMachine[]>;
  /** Runs a script in a machine, as root. */
  script(name: string, script: string, input?: string): Promise<ExecResult>;
  /** Makes the machine in which scripts are tried. Gives its name. */
  makeHelper(image: string): Promise<string>;
  /** Removes one machine by its name. Whether it worked. */
  remove(name: string): Promise<boolean>;
}

export interface RunMachine {
  readonly id: string;
  readonly name: string;
  readonly kind: Kind;
  readonly running: boolean;
}

const timeoutMs = 60_000;
const createTimeoutMs = 180_000;

export function createRunMachines(exec: Exec, runId: string): RunMachines {
  const { kindOf, helper } = namesOfRun(runId);
  return {
    list: async () => {
      const printed = await mustWork(exec('orbctl', ['list', '--format', 'json'], { timeoutMs }), 'list');
      return readMachines(printed).flatMap(({ id, name, state, builtin }) => {
        const kind = kindOf(name);
        return kind === null || builtin ? [] : [{ id, name, kind, running: state === 'running' }];
      });
    },
    script: (name, script, input) => {
      const args = ['run', '--machine', name, '--user', 'root', 'sh', '-c', script, 'assay', name];
      return exec('orbctl', args, { timeoutMs, ...(input !== undefined && { input }) });
    },
    makeHelper: async (image) => {
      await mustWork(exec('orbctl', ['create', image, helper], { timeoutMs: createTimeoutMs }), 'create');
      return helper;
    },
    remove: async (name) => {
      // A call without a name, or with somebody else's, is the worst that could happen here.
      if (kindOf(name) === null) return false;
      return (await exec('orbctl', ['delete', '--force', name], { timeoutMs })).exitCode === 0;
    },
  };
}

interface NativeMachine {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly builtin: boolean;
}

/** A ledger must not be silently empty: whatever is no list is an error. */
function readMachines(printed: string): readonly NativeMachine[] {
  const listed: unknown = JSON.parse(printed);
  if (!Array.isArray(listed)) throw new Error('orbctl list printed something that is no list');
  return listed as readonly NativeMachine[];
}

async function mustWork(running: Promise<ExecResult>, command: string): Promise<string> {
  const { exitCode, stdout, stderr } = await running;
  if (exitCode !== 0) throw new Error(`orbctl ${command} failed: ${stderr.trim().slice(0, 300)}`);
  return stdout;
}
