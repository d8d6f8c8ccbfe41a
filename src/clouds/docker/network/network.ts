import type { Exec } from '../../../provider/context.ts';
import { type ChangeLog, logged } from '../../../testbed/change-log.ts';
import type { Network } from '../../../testbed/network.ts';
import { containerOfRun } from '../container.ts';
import type { Engine } from '../engine.ts';
import { namespaceOf } from '../namespace.ts';
import { holdFilter } from './filter.ts';
import { holdNetem } from './netem.ts';
import { probeNetwork } from './probe-network.ts';

export interface NetworkOptions {
  readonly engine: Engine;
  /** Programs of this machine. */
  readonly exec: Exec;
  readonly runId: string;
  /** Why namespaces of containers cannot be entered from here, or null. */
  readonly whyNoNamespace: string | null;
  readonly log?: ChangeLog | undefined;
}

/** Links that fail inside of the containers' own network namespaces. What this machine cannot do was tried, not guessed. */
export async function createNetwork({ engine, exec, runId, whyNoNamespace, log }: NetworkOptions): Promise<Network> {
  return {
    support: await probeNetwork(exec, whyNoNamespace),
    hold: async (id, fault) => {
      const container = await containerOfRun(engine, runId, id);
      const namespace = namespaceOf(container, exec, 'net');
      return logged(log, { what: fault.kind, on: id }, () =>
        fault.kind === 'degraded' ? holdNetem(namespace, fault) : holdFilter(namespace, runId, fault),
      );
    },
  };
}
