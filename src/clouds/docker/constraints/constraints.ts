import type { Exec } from '../../../provider/context.ts';
import { type ChangeLog, logged } from '../../../testbed/change-log.ts';
import type { Constraint, Constraints } from '../../../testbed/constraints.ts';
import type { Held } from '../../../testbed/support.ts';
import { type Container, containerOfRun } from '../container.ts';
import type { Engine } from '../engine.ts';
import { namespaceOf } from '../namespace.ts';
import { holdCpu } from './cpu.ts';
import { type AsRoot, holdDisk } from './disk.ts';
import { holdHog } from './hog.ts';
import { holdMemory } from './memory.ts';
import { holdPids } from './pids.ts';

export interface ConstraintsOptions {
  readonly engine: Engine;
  /** Programs of this machine. */
  readonly exec: Exec;
  readonly runId: string;
  /** Whether namespaces of containers can be entered from here. */
  readonly canEnter: boolean;
  readonly log?: ChangeLog | undefined;
}

/** Constraints that the engine and the kernel below it really enforce. */
export function createConstraints({ engine, exec, runId, canEnter, log }: ConstraintsOptions): Constraints {
  const native = { how: 'native' } as const;
  // An engine that is somewhere else is asked to do it itself, as far as it may.
  const asRoot: AsRoot = canEnter
    ? (container, script) => namespaceOf(container, exec, 'mount').run(['/bin/sh', '-c', script])
    : ({ id, runUnlessOver }, script) => runUnlessOver('exec', '--privileged', id, '/bin/sh', '-c', script);
  return {
    support: { cpu: native, memory: native, pids: native, disk: native, hog: native },
    hold: async (id, constraint) => {
      const container = await containerOfRun(engine, runId, id);
      return logged(log, { what: constraint.kind, on: id }, () => hold(container, constraint, asRoot));
    },
  };
}

function hold(container: Container, constraint: Constraint, asRoot: AsRoot): Promise<Held> {
  switch (constraint.kind) {
    case 'cpu':
      return holdCpu(container, constraint);
    case 'memory':
      return holdMemory(container, constraint);
    case 'pids':
      return holdPids(container, constraint);
    case 'disk':
      return holdDisk(container, asRoot);
    case 'hog':
      return holdHog(container, constraint);
  }
}
