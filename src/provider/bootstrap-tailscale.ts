import type { TailscaleJoin } from './bootstrap.ts';
import { quoteForShell } from './quote-for-shell.ts';

/**
 * The lines that join a tailnet. The key goes through a file that only its owner can read and that is removed whatever
 * happens: an argument would show in every list of processes. `printf` is built in, so it is nobody's argument either.
 */
export function bootstrapTailscale({ authKey, hostname }: TailscaleJoin): readonly string[] {
  const name = hostname === undefined ? '' : ` --hostname=${quoteForShell(hostname)}`;
  return [
    '(',
    '  umask 077',
    '  key="$(mktemp)" || exit "$?"',
    '  trap \'rm -f "$key"\' EXIT',
    `  printf '%s' ${quoteForShell(authKey)} >"$key" || exit "$?"`,
    `  tailscale up --auth-key="file:$key"${name}`,
    ') || exit "$?"',
  ];
}
