import type { ControlPlaneHost } from '../../controlplane/control-plane.ts';
import { isProviderError } from '../../provider/provider-error.ts';

export type HostMethod = (...params: unknown[]) => Promise<unknown>;

/** What a control plane in another process may call, by name: its provider, its store, its clock, its chance. */
export function hostMethods({
  provider,
  store,
  clock,
  random,
  logger,
  activity,
}: ControlPlaneHost): Map<string, HostMethod> {
  const methods = new Map<string, HostMethod>();
  for (const [name, value] of Object.entries(provider)) {
    if (typeof value === 'function') methods.set(`provider.${name}`, async (...params) => value(...params));
  }
  const add = (name: string, method: HostMethod): unknown => methods.set(name, method);
  add('store.get', (key) => store.get(text(key, 'store.get: key')));
  add('store.put', (key, value) => store.put(text(key, 'store.put: key'), value ?? null));
  // Null is how a line says that there is nothing.
  add('store.compareAndPut', (key, expected, value) =>
    store.compareAndPut(text(key, 'store.compareAndPut: key'), expected ?? undefined, value ?? null),
  );
  add('store.delete', (key) => store.delete(text(key, 'store.delete: key')));
  add('store.keys', (prefix = '') => store.keys(text(prefix, 'store.keys: prefix')));
  add('activity.isBusy', (instanceId) => activity.isBusy(text(instanceId, 'activity.isBusy: instanceId')));
  add('clock.now', async () => clock.now());
  add('clock.monotonic', async () => clock.monotonic());
  add('clock.sleep', async (ms) => clock.sleep(Number(ms)));
  add('random.next', async () => random.next());
  add('random.hex', async (length) => random.hex(Math.min(Number(length), hexMax)));
  add('log', async (message) => logger.info(String(message)));
  return methods;
}

const hexMax = 1_024;

/** A failed call as a line tells it. */
export function describeError(thrown: unknown): Readonly<Record<string, unknown>> {
  if (!isProviderError(thrown)) return { message: thrown instanceof Error ? thrown.message : String(thrown) };
  const { code, category, message, retryable, ambiguous = false, retryAfterMs } = thrown;
  return { code, category, message, retryable, ambiguous, ...(retryAfterMs !== undefined && { retryAfterMs }) };
}

function text(value: unknown, what: string): string {
  if (typeof value !== 'string') throw new TypeError(`${what} must be a text`);
  return value;
}
