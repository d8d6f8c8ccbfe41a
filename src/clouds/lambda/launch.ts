import { type Answer, refusal, success } from './answer.ts';
import { checkLaunch } from './check-launch.ts';
import type { InstanceRecord, LaunchOrder } from './instance.ts';
import { livingInstances } from './instances.ts';
import type { Store } from './store.ts';

/** `POST /instance-operations/launch`. The instance is there at once; the answer takes its time. */
export async function launch(store: Store, body: Readonly<Record<string, unknown>>): Promise<Answer> {
  const { options, clock, random } = store;
  const checked = checkLaunch(body, store);
  if (!checked.ok) return checked.answer;
  const { order } = checked;
  if (livingInstances(store).length >= options.instancesMax) {
    return refusal(400, 'global/quota-exceeded', `The quota of ${options.instancesMax} instances is reached.`);
  }
  if (!store.capacity.get(order.type.name)?.real.includes(order.region)) {
    const code = 'instance-operations/launch/insufficient-capacity';
    return refusal(400, code, 'Not enough capacity to fulfill launch request.');
  }
  const record = create(store, order);
  const failsAllTheSame = options.quirks.launchFailsButCreates && random.next() * options.oneLaunchFailsOf < 1;
  const { launchMinMs, launchMaxMs } = options;
  await clock.sleep(launchMinMs + Math.floor(random.next() * (launchMaxMs - launchMinMs + 1)));
  if (failsAllTheSame) return refusal(500, 'global/internal-error', 'An internal error occurred.');
  return success({ instance_ids: [record.id] });
}

function create(store: Store, order: LaunchOrder): InstanceRecord {
  const { random, clock, secret } = store;
  const record: InstanceRecord = {
    id: random.hex(32),
    order,
    name: order.name,
    jupyterToken: `${secret}${random.hex(16)}`,
    launchedAtMs: clock.now(),
    terminatedAtMs: Number.POSITIVE_INFINITY,
  };
  store.instances.set(record.id, record);
  return record;
}
