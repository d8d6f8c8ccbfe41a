import type { HeartbeatReceipt, HeartbeatTask, Hooks } from 'assay';
import type { AcmeClient } from './client.ts';

export function createHooks(client: AcmeClient): Hooks {
  return {
    onStartup: async () => {},
    onShutdown: async () => {},
    onHeartbeat: async (tasks) => {
      const isUp = await client.send('GET', '/machines').then(
        () => true,
        () => false,
      );
      return tasks.map((task) => receiptFor(task, isUp));
    },
  };
}

function receiptFor({ id: taskId, type }: HeartbeatTask, isUp: boolean): HeartbeatReceipt {
  if (type !== 'health_check' && type !== 'reconcile')
    return { taskId, outcome: 'skipped', reason: `no task of type ${JSON.stringify(type)}` };
  return isUp ? { taskId, outcome: 'completed' } : { taskId, outcome: 'failed', reason: 'Acme does not answer' };
}
