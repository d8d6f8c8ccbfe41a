import { type ChildProcess, spawn } from 'node:child_process';

/**
 * Ends groups of processes with this one, however it ends: a small shell learns of the end by its standard input, which
 * closes then. A program that ignores its own input would live on otherwise.
 */
const script = `
trap '' INT TERM HUP
groups=' '
while read -r what group; do
  case "$what" in
    +) groups="$groups$group " ;;
    -) groups="\${groups%% $group *} \${groups#* $group }" ;;
  esac
done
for group in $groups; do kill -s KILL -- "-$group" 2>/dev/null; done
`;

let guard: ChildProcess | undefined;

/** Puts a group under guard; gives a function that takes it out again. */
export function guardGroup(leader: number): () => void {
  guard ??= startGuard();
  guard.stdin?.write(`+ ${leader}\n`);
  return () => guard?.stdin?.write(`- ${leader}\n`);
}

function startGuard(): ChildProcess {
  const shell = spawn('/bin/sh', ['-c', script], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  // One that cannot be had is no reason not to go on: in the usual case everybody is ended by name.
  shell.on('error', () => {});
  shell.stdin?.on('error', () => {});
  // Nobody waits for it.
  shell.unref();
  (shell.stdin as { unref?: () => void } | null)?.unref?.();
  return shell;
}
