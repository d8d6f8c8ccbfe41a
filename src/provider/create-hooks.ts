import type { HeartbeatReceipt, HeartbeatTask, Hooks } from './hooks.ts';

/** What the hooks of a provider ask its service. */
export interface HookedService {
  /** As a person writes it. */
  readonly displayName: string;
  /** Throws when the service cannot be used. */
  ping(): Promise<void>;
  /** What has to hold before anything else; a ping where there is no more to it. */
  start?(): Promise<void>;
  list(): Promise<readonly unknown[]>;
}

/** What the control plane may call around the provider's life. Start and stop may come twice, in any order. */
export function createHooks(service: HookedService): Hooks {
  let started = false;
  return {
    onStartup: async () => {
      if (started) return;
      await (service.start?.() ?? service.ping());
      started = true;
    },
    onShutdown: async () => {
      started = false;
    },
    onHeartbeat: async (tasks) => {
      const receipts: HeartbeatReceipt[] = [];
      for (const task of tasks) receipts.push(await perform(task, service));
      return receipts;
    },
  };
}

/** One receipt, whatever happens. */
async function perform({ id, type }: HeartbeatTask, service: HookedService): Promise<HeartbeatReceipt> {
  try {
    switch (type) {
      case 'health_check':
        await service.ping();
        return { taskId: id, outcome: 'completed' };
      case 'reconcile':
        return { taskId: id, outcome: 'completed', detail: `${(await service.list()).length} machines` };
      default: {
        const reason = `${service.displayName} knows no task of type ${JSON.stringify(type)}`;
        return { taskId: id, outcome: 'skipped', reason };
      }
    }
  } catch (thrown) {
    return { taskId: id, outcome: 'failed', reason: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}
