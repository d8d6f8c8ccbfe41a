import type { ExecResult } from '../../provider/context.ts';
import type { Shell } from '../../testbed/shell.ts';
import type { RunMachines } from './machines.ts';

/** A file of its own per script, so that a script may read its standard input; and no environment but PATH. */
const playInput = (mode: string): string => `
script=$(mktemp) && cat >"$script" && env -i PATH="$PATH" /bin/sh ${mode} "$script" </dev/null
code=$?
rm -f "$script"
exit "$code"
`;

/** Runs scripts where a machine of this testbed would: in a machine. It is made with the first script. */
export function createMachineShell(machines: RunMachines, image: string): Shell {
  let helper: Promise<string> | undefined;
  const play = async (mode: string, script: string): Promise<ExecResult> => {
    helper ??= machines.makeHelper(image);
    return machines.script(await helper, playInput(mode), script);
  };
  return {
    run: (script) => play('', script),
    parse: (script) => play('-n', script),
  };
}
