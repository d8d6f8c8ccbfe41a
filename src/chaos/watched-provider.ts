import { isObject } from '../provider/is-object.ts';
import type { AnyProvider } from '../provider/provider.ts';
import { isProviderError } from '../provider/provider-error.ts';
import { type Life, never } from '../testbed/life.ts';
import { withExchanges } from '../testbed/wire/exchanges.ts';
import { aboutCall, type CallAbout, type CallOutcome, type ProviderCall, toldBy } from './provider-call.ts';
import type { CallOperation } from './trigger.ts';

/** Who wants to know of each call, right before and right after it. */
export interface CallWatcher {
  begins(call: CallAbout): ProviderCall;
  ends(call: ProviderCall, outcome: CallOutcome): Promise<void>;
}

const operations: Readonly<Record<string, CallOperation>> = {
  spawn: 'spawn',
  requestSpotInstance: 'spawn',
  terminate: 'terminate',
  list: 'list',
  get: 'get',
};

/** A provider that tells of every call, and gives no answer to a process that has died. */
export function watchedProvider<P extends AnyProvider>(provider: P, life: Life, watcher: CallWatcher): P {
  const methods = Object.entries(provider).flatMap(([name, value]) =>
    // Pure, and not on the wire.
    typeof value === 'function' && name !== 'generateBootstrap' ? [[name, watched(name, value as Method)]] : [],
  );
  return { ...provider, ...Object.fromEntries(methods) };

  function watched(name: string, method: Method): Method {
    return async (...args) => {
      if (life.isOver()) return never();
      const operation = operations[name] ?? 'other';
      const call = watcher.begins({
        ...{ life: life.number, operation, method: name },
        ...aboutCall(operation, name, args),
      });
      // What begins with this call may be the end of its caller.
      if (life.isOver()) return never();
      const { result, exchanges } = withExchanges(() => settle(method.apply(provider, args)));
      call.exchanges = exchanges;
      const settled = await life.during(result);
      if ('value' in settled) call.told = toldBy(settled.value);
      await watcher.ends(call, outcomeOf(settled));
      if (life.isOver()) return never();
      call.isHeard = true;
      if ('thrown' in settled) throw settled.thrown;
      return settled.value;
    };
  }
}

type Method = (...args: unknown[]) => Promise<unknown>;

type Settled = { readonly value: unknown } | { readonly thrown: unknown };

async function settle(promise: Promise<unknown>): Promise<Settled> {
  try {
    return { value: await promise };
  } catch (thrown) {
    return { thrown };
  }
}

function outcomeOf(settled: Settled): CallOutcome {
  if (!('thrown' in settled)) return { did: 'answered', ...shown(settled.value) };
  const { thrown } = settled;
  if (!isProviderError(thrown)) return { did: 'failed', code: 'not-a-provider-error', ambiguous: true };
  const { code, ambiguous = false, retryAfterMs } = thrown;
  return { did: 'failed', code, ambiguous, ...(retryAfterMs !== undefined && { retryAfterMs }) };
}

function shown(value: unknown): { readonly instanceId?: string; readonly found?: number } {
  if (Array.isArray(value)) return { found: value.length };
  if (value === null) return { found: 0 };
  if (!isObject(value)) return {};
  // A spot ticket names the instance that it brought.
  const id = 'instanceId' in value ? value.instanceId : value.id;
  return typeof id === 'string' ? { instanceId: id } : {};
}
