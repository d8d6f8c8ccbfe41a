const namePattern = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * Variables that dash or bash keep for themselves: assigning them fails, ends the script, or does not reach the
 * commands (tried one by one). Everything else is allowed, also PATH and IFS, which arrive and do to the commands what
 * they always do.
 */
const ownedByShells: ReadonlySet<string> = new Set([
  '_',
  'BASHOPTS',
  'BASHPID',
  'BASH_ALIASES',
  'BASH_ARGC',
  'BASH_ARGV',
  'BASH_CMDS',
  'BASH_COMMAND',
  'BASH_LINENO',
  'BASH_SOURCE',
  'BASH_SUBSHELL',
  'BASH_VERSINFO',
  'DIRSTACK',
  'EPOCHREALTIME',
  'EPOCHSECONDS',
  'EUID',
  'FUNCNAME',
  'GROUPS',
  'HISTCMD',
  'LINENO',
  'OPTIND',
  'PPID',
  'RANDOM',
  'SECONDS',
  'SHELLOPTS',
  'SHLVL',
  'SRANDOM',
  'UID',
]);

/** Why a variable of this name cannot arrive in every shell, or null when it can. */
export function environmentNameProblem(name: string): string | null {
  if (!namePattern.test(name)) return 'names match [A-Za-z_][A-Za-z0-9_]*';
  if (ownedByShells.has(name)) return 'shells keep this name for themselves';
  return null;
}

/** The name for a message. Cut at `=`, for who writes `A=secret` as the name put a value there. */
export function showEnvironmentName(name: string): string {
  const [shown = ''] = name.split('=');
  return JSON.stringify(shown === name ? name.slice(0, 80) : `${shown.slice(0, 80)}=…`);
}
