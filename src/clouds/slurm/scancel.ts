import type { ExecResult } from '../../provider/context.ts';
import { failed, printed } from './answer.ts';
import type { Arguments } from './arguments.ts';
import { endOf } from './job.ts';
import { ourUser } from './neighbours.ts';
import type { Store } from './store.ts';

/** `scancel`: silent whether it ended something, found it ended, or never heard of it. */
export function scancel(store: Store, { rest }: Arguments): ExecResult {
  const strange = rest.find((id) => !/^\d+$/.test(id));
  if (strange !== undefined) return failed(`scancel: error: Invalid job id ${strange}`);
  const nowMs = store.clock.now();
  for (const id of rest) {
    const record = store.jobs.get(Number(id));
    if (!record || nowMs >= endOf(record, store.options)) continue;
    if (record.order.user !== ourUser) {
      return failed(`scancel: error: Kill job error on job id ${id}: Access/permission denied`);
    }
    record.cancelledAtMs = Math.min(record.cancelledAtMs, nowMs);
  }
  return printed('');
}
