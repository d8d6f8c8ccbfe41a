import type { ExecResult } from '../../provider/context.ts';
import type { Shell } from '../../testbed/shell.ts';
import type { Engine } from './engine.ts';
import { helperLabel, runLabel } from './labels.ts';

const timeoutMs = 60_000;

/** A file of its own per script, so that a script may read its standard input; and no environment but PATH. */
const playInput = (mode: string): string => `
script=/tmp/assay-$$
cat >"$script" && env -i PATH="$PATH" /bin/sh ${mode} "$script" </dev/null
code=$?
rm -f "$script"
exit "$code"
`;

/** Runs scripts where a machine of this testbed would: in a container of its image. It starts with the first script. */
export function createContainerShell(
  engine: Engine,
  options: { readonly runId: string; readonly image: string },
): Shell {
  let helper: Promise<string> | undefined;
  const play = async (mode: string, script: string): Promise<ExecResult> => {
    helper ??= startHelper(engine, options);
    const args = ['exec', '--interactive', await helper, '/bin/sh', '-c', playInput(mode)];
    return engine.exec('docker', args, { input: script, timeoutMs });
  };
  return {
    run: (script) => play('', script),
    parse: (script) => play('-n', script),
  };
}

async function startHelper(
  engine: Engine,
  { runId, image }: { readonly runId: string; readonly image: string },
): Promise<string> {
  const labels = ['--label', `${runLabel}=${runId}`, '--label', `${helperLabel}=shell`];
  const sleep = ['--entrypoint', '/bin/sh', image, '-c', 'while :; do sleep 3600; done'];
  const [id] = await engine.lines('run', '--detach', '--network', 'none', '--pull', 'never', ...labels, ...sleep);
  if (id === undefined) throw new Error('docker run printed no container id for the helper');
  return id;
}
