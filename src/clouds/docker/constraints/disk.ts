import type { Held } from '../../../testbed/support.ts';
import type { Container } from '../container.ts';

/** Runs a script in a container as somebody who may mount there; null where the container does not run any more. */
export type AsRoot = (container: Container, script: string) => Promise<string | null>;

/** A file system of one page: it is full as soon as something is in it. It hides what was in the folder, and gives it back. */
const fill =
  'mount -t tmpfs -o size=4k assay-full /tmp && { dd if=/dev/zero of=/tmp/full bs=4k count=2 2>/dev/null; :; }';
const isMounted = 'grep -q "^assay-full /tmp " /proc/mounts';
const isFull = `${isMounted} && { ! echo more >/tmp/more; } 2>/dev/null`;

/** Nothing more can be written to the temporary files of the machine. */
export async function holdDisk(container: Container, asRoot: AsRoot): Promise<Held> {
  const { id, runUnlessOver } = container;
  const is = async (question: string) =>
    (await runUnlessOver('exec', id, '/bin/sh', '-c', `if ${question}; then echo yes; fi`)) === 'yes';
  const held: Held = {
    holds: () => is(isFull),
    lift: async () => {
      if (await is(isMounted)) await asRoot(container, 'umount /tmp');
    },
  };
  if (await is(isMounted)) throw new Error('it is held to the same already');
  await asRoot(container, fill);
  if (await held.holds()) return held;
  await held.lift();
  throw new Error(`the disk of ${id} did not become full`);
}
