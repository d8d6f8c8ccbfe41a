import { currentWorld } from './foreign-world.ts';
import { replace } from './replace.ts';

/** `Date` and `performance.now` of a world tell its time. */
export function takeTime(): void {
  replace(globalThis, 'Date', worldDate);
  replace(performance, 'now', (real) => () => {
    const virtual = currentWorld()?.virtual;
    return virtual ? virtual.clock.monotonic() : real.call(performance);
  });
}

function worldDate(Real: DateConstructor): DateConstructor {
  const now = () => currentWorld()?.virtual?.clock.now() ?? Real.now();
  // A proxy and no subclass: what is made is a plain Date, whoever looks at it.
  const taken: DateConstructor = new Proxy(Real, {
    construct: (_, args, made) =>
      Reflect.construct(Real, args.length === 0 ? [now()] : args, made === taken ? Real : made),
    apply: () => new Real(now()).toString(),
    get: (_, name) => (name === 'now' ? now : Reflect.get(Real, name)),
  });
  return taken;
}
