import { currentWorld } from './foreign-world.ts';
import { replace } from './replace.ts';

/** `process.env` of a world holds what its testbed gives, and nothing of the machine's. */
export function takeEnvironment(): void {
  replace(process, 'env', (real) => {
    const seen = (): NodeJS.ProcessEnv => currentWorld()?.env ?? real;
    return new Proxy(real, {
      get: (_, name) => Reflect.get(seen(), name),
      has: (_, name) => Reflect.has(seen(), name),
      ownKeys: () => Reflect.ownKeys(seen()),
      set: (_, name, value) => Reflect.set(seen(), name, String(value)),
      defineProperty: (_, name, property) => Reflect.defineProperty(seen(), name, property),
      deleteProperty: (_, name) => Reflect.deleteProperty(seen(), name),
      getOwnPropertyDescriptor: (_, name) => {
        const found = Reflect.getOwnPropertyDescriptor(seen(), name);
        return found && { ...found, configurable: true };
      },
    });
  });
}
