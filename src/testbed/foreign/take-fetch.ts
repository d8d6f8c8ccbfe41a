import { currentWorld } from './foreign-world.ts';
import { replace } from './replace.ts';

/** The global `fetch` of a world is answered where it is called: no socket, and no detour through one. */
export function takeFetch(): void {
  replace(globalThis, 'fetch', (real) => (input, init) => {
    const world = currentWorld();
    return world ? world.fetch(input as string | URL | Request, init) : real(input, init);
  });
}
