import type { Held } from '../../../testbed/support.ts';
import type { Container } from '../container.ts';
import { holdLimit } from './limit.ts';

/** No more than so much memory, and no swap: what needs more is ended by the kernel. */
export function holdMemory(container: Container, { memoryMiB }: { readonly memoryMiB: number }): Promise<Held> {
  const bytes = String(memoryMiB * 1_048_576);
  return holdLimit(container, {
    format: '{{.HostConfig.Memory}} {{.HostConfig.MemorySwap}}',
    wanted: `${bytes} ${bytes}`,
    toArguments: (printed) => {
      const [memory = '0', swap = '0'] = printed.split(' ');
      return ['--memory', memory, '--memory-swap', swap];
    },
  });
}
