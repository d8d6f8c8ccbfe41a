import { createHostShell, type HostShell } from './host-shell.ts';

let shell: HostShell | undefined;

/** One for the whole process: starting it costs more than a case. It starts with its first script. */
export function sharedShell(): HostShell {
  shell ??= createHostShell();
  return shell;
}
