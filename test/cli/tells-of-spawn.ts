import { join } from 'node:path';
import { root } from './run-assay.ts';

/** The text of a module whose provider leaves a file when it is asked to make a machine, in a world that outlives it. */
export function tellsOfSpawn(told: string): string {
  return `
    import { writeFileSync } from 'node:fs';
    import { createOrbstack, orbstackTestbeds } from ${JSON.stringify(join(root, 'src', 'public', 'testbed.ts'))};
    const create = (context) => {
      const registration = createOrbstack(context);
      const spawn = (request) => {
        writeFileSync(${JSON.stringify(told)}, '');
        return registration.provider.spawn(request);
      };
      return { ...registration, provider: { ...registration.provider, spawn } };
    };
    export default { name: 'tells', create, testbeds: [{ ...orbstackTestbeds[0], isolation: 'run' }] };
  `;
}
