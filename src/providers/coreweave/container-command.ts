import type { Bootstrap } from '../../provider/bootstrap.ts';
import { refuse } from './settings.ts';

/** Longer than anybody keeps a pod, and over at once when it is asked to end. */
const forever = "trap 'exit 0' TERM INT; while :; do sleep 86400 & wait $!; done";
/** The same, and over when it is killed: what is taken away has a notice to use, and shows until then that it was taken. */
const toTheLast = "trap '' TERM INT; while :; do sleep 86400; done";

/** The kernel takes 128 KiB in one argument. */
const contentMaxBytes = 126_976;

/**
 * What the container runs: its bootstrap, and then nothing until it is ended. The bootstrap is an argument of its own, so
 * that nothing in it has to be quoted; Kubernetes would replace `$(NAME)` in it, which `$$(NAME)` keeps as it is.
 */
export function containerCommand(bootstrap: Bootstrap | undefined, isSpot: boolean): readonly string[] {
  const wait = isSpot ? toTheLast : forever;
  if (bootstrap === undefined) return ['/bin/sh', '-c', wait];
  const { content, format } = bootstrap;
  if (format !== 'shell')
    throw refuse(`bootstrap.format ${format} cannot be honoured: a container runs a shell script`);
  if (Buffer.byteLength(content) > contentMaxBytes) {
    throw refuse(`bootstrap must have at most ${contentMaxBytes} bytes: a container takes it as an argument`);
  }
  return ['/bin/sh', '-c', `/bin/sh -c "$1" || exit $?; ${wait}`, 'bootstrap', content.replaceAll('$(', '$$$$(')];
}
