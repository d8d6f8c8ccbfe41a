import type { Held } from '../../../testbed/support.ts';
import type { Container } from '../container.ts';

/** By it they are known again: a number may be that of another process by then. */
const mark = 'assay-hog';

/** Processes that never wait, beside those of the machine. */
export async function holdHog(container: Container, { processes }: { readonly processes: number }): Promise<Held> {
  const { id } = container;
  const script = (text: string) => ['exec', id, '/bin/sh', '-c', text];
  const begin = `i=0; while [ $i -lt ${processes} ]; do
    /bin/sh -c 'while :; do :; done' ${mark} </dev/null >/dev/null 2>&1 & echo $!; i=$((i+1)); done`;
  const pids = (await container.run(...script(begin))).split('\n');
  const each = (act: string) =>
    `for pid in ${pids.join(' ')}; do if grep -q ${mark} /proc/$pid/cmdline 2>/dev/null; then ${act}; fi; done`;
  const held: Held = {
    holds: async () => (await container.run(...script(each('echo $pid')))).split('\n').length === processes,
    lift: async () => {
      await container.runUnlessOver(...script(each('kill -9 $pid')));
    },
  };
  if (await held.holds()) return held;
  await held.lift();
  throw new Error(`${processes} processes did not begin in ${id}`);
}
