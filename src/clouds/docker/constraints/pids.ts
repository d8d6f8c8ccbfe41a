import type { Held } from '../../../testbed/support.ts';
import type { Container } from '../container.ts';
import { holdLimit } from './limit.ts';

/** No more than so many processes. */
export function holdPids(container: Container, { pidsMax }: { readonly pidsMax: number }): Promise<Held> {
  return holdLimit(container, {
    // Without a limit the engine says nothing, or zero.
    format: '{{with .HostConfig.PidsLimit}}{{.}}{{else}}0{{end}}',
    wanted: String(pidsMax),
    toArguments: (printed) => ['--pids-limit', printed === '0' ? '-1' : printed],
  });
}
