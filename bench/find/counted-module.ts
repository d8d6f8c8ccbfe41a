import type { Hooks } from '../../src/provider/hooks.ts';
import type { AnyProvider } from '../../src/provider/provider.ts';
import type { ProviderModule } from '../../src/provider/registration.ts';

/** How many provider calls were made so far. */
export interface CallCount {
  calls: number;
}

/** The same module, every call of its providers and hooks counted. */
export function counted(module: ProviderModule, count: CallCount): ProviderModule {
  return {
    ...module,
    create: async (context) => {
      const registration = await module.create(context);
      const { provider, hooks } = registration;
      return { ...registration, provider: counting(provider, count), hooks: counting(hooks, count) };
    },
  };
}

function counting<T extends AnyProvider | Hooks>(target: T, count: CallCount): T {
  const entries = Object.entries(target).map(([name, member]) => {
    if (typeof member !== 'function') return [name, member];
    const call = (...args: readonly unknown[]) => {
      count.calls += 1;
      return Reflect.apply(member, target, args);
    };
    return [name, call];
  });
  return Object.fromEntries(entries) as T;
}
