import type { Held } from '../../../testbed/support.ts';
import type { Container } from '../container.ts';
import { holdLimit } from './limit.ts';

const nanosPerCpu = 1_000_000_000;

/** No more than so many processors. */
export function holdCpu(container: Container, { cpus }: { readonly cpus: number }): Promise<Held> {
  return holdLimit(container, {
    format: '{{.HostConfig.NanoCpus}}',
    wanted: String(Math.round(cpus * nanosPerCpu)),
    toArguments: (printed) => ['--cpus', String(Number(printed) / nanosPerCpu)],
  });
}
