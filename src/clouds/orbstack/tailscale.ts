import type { Shell } from '../../testbed/shell.ts';

/**
 * The shell of a machine on which `tailscale` is a stand-in with the flags, answers and exit codes of the real one, as far
 * as a bootstrap uses them; or on which there is none. Never the one of the computer that the tests run on.
 */
export function withTailscale(shell: Shell, isInstalled: boolean): Shell {
  const prelude = isInstalled ? standIn : absent;
  return { run: (script) => shell.run(`${prelude}${script}`), parse: (script) => shell.parse(script) };
}

const absent = `tailscale() { echo 'sh: tailscale: not found' >&2; return 127; }
`;

/** What a daemon would remember is in a file: a bootstrap may call from a subshell. Built-ins only, so that no PATH matters. */
const standIn = `assay_tailnet="$PWD/.tailnet"
: >"$assay_tailnet"
tailscale() (
  fail() { printf '%s\\n' "$2" >&2; exit "$1"; }
  case "$1" in
    up)
      shift
      key= host=machine
      for flag; do
        case "$flag" in
          --auth-key=file:* | --authkey=file:*)
            IFS= read -r key <"\${flag#*=file:}" || [ -n "$key" ] || fail 1 'the key file cannot be read' ;;
          --auth-key=* | --authkey=*) key="\${flag#*=}" ;;
          --hostname=*) host="\${flag#*=}" ;;
          *) fail 2 "flag provided but not defined: $flag" ;;
        esac
      done
      case "$key" in tskey-*) ;; *) fail 1 'backend error: invalid key: unable to validate API key' ;; esac
      printf '%s\\n' "$host" >"$assay_tailnet" ;;
    status)
      IFS= read -r host <"$assay_tailnet" || :
      state=NeedsLogin online=false
      [ -z "$host" ] || { state=Running online=true; }
      printf '{"BackendState":"%s","Self":{"HostName":"%s","Online":%s}}\\n' "$state" "$host" "$online" ;;
    *) fail 2 "unknown subcommand: $1" ;;
  esac
)
`;
