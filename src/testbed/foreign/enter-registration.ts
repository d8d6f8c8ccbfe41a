import type { Registration } from '../../provider/registration.ts';
import { type ForeignWorld, inside } from './foreign-world.ts';

/** A registration whose every method runs inside the world, whoever calls it. */
export function enterRegistration(world: ForeignWorld, registration: Registration): Registration {
  const { provider, hooks, workflows, usdPerHour } = registration;
  return {
    ...registration,
    provider: entering(world, provider),
    hooks: entering(world, hooks),
    ...(workflows && { workflows: workflows.map((workflow) => entering(world, workflow)) }),
    ...(usdPerHour && { usdPerHour: (kind, request) => inside(world, () => usdPerHour(kind, request)) }),
  };
}

/** Shows what the original shows, also where that is frozen or keeps its methods in a class. */
function entering<T extends object>(world: ForeignWorld, original: T): T {
  const entered = new WeakMap<object, unknown>();
  const enter = (value: unknown): unknown => {
    if (typeof value !== 'function') return value;
    const run = (...args: readonly unknown[]) => inside(world, () => Reflect.apply(value, original, args));
    if (!entered.has(value)) entered.set(value, run);
    return entered.get(value);
  };
  return new Proxy(Object.create(Object.getPrototypeOf(original)) as T, {
    get: (_, name) => enter(Reflect.get(original, name, original)),
    has: (_, name) => Reflect.has(original, name),
    ownKeys: () => Reflect.ownKeys(original),
    getOwnPropertyDescriptor: (_, name) => {
      const found = Reflect.getOwnPropertyDescriptor(original, name);
      return (
        found && {
          configurable: true,
          enumerable: found.enumerable ?? false,
          value: enter(Reflect.get(original, name)),
        }
      );
    },
  });
}
