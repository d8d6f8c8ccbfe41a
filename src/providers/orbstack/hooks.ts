import type { HeartbeatReceipt, HeartbeatTask, Hooks } from '../../provider/hooks.ts';
import type { Host } from './host.ts';

/** What the control plane may call around the provider's life. Start and stop may come twice, in any order. */
export function createHooks(host: Host): Hooks {
  let started = false;
  return {
    onStartup: async () => {
      if (started) return;
      await host.ping();
      started = true;
    },
    onShutdown: async () => {
      started = false;
    },
    onHeartbeat: async (tasks) => {
      const receipts: HeartbeatReceipt[] = [];
      for (const task of tasks) receipts.push(await perform(task, host));
      return receipts;
    },
  };
}

/** One receipt, whatever happens. */
async function perform({ id, type }: HeartbeatTask, host: Host): Promise<HeartbeatReceipt> {
  try {
    switch (type) {
      case 'health_check':
        await host.ping();
        return { taskId: id, outcome: 'completed' };
      case 'reconcile':
        return { taskId: id, outcome: 'completed', detail: `${(await host.list()).length} machines` };
      default:
        return { taskId: id, outcome: 'skipped', reason: `OrbStack knows no task of type ${JSON.stringify(type)}` };
    }
  } catch (thrown) {
    return { taskId: id, outcome: 'failed', reason: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}
