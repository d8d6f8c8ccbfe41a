import { readFile } from 'node:fs/promises';
import type { Exec } from '../../provider/context.ts';
import type { Container } from './container.ts';
import type { Engine } from './engine.ts';

/** A namespace of one container. What is done in it is done nowhere else, and ends with it. */
export interface Namespace {
  /** Runs a program as root of this machine in it. Throws where that failed; null where the container does not run any more. */
  run(command: readonly string[], input?: string): Promise<string | null>;
}

const timeoutMs = 10_000;

export function namespaceOf(container: Container, exec: Exec, sort: 'net' | 'mount'): Namespace {
  return {
    run: async (command, input) => {
      const pid = await pidOf(container);
      if (pid === null) return null;
      const args = ['--target', pid, `--${sort}`, ...command];
      const result = await exec('nsenter', args, { timeoutMs, ...(input !== undefined && { input }) });
      if (result.exitCode === 0) return result.stdout;
      if ((await pidOf(container)) !== pid) return null;
      throw new Error(`${command[0]} failed in the container ${container.id}: ${result.stderr.trim().slice(0, 300)}`);
    },
  };
}

/** A number that the engine says could be that of any process here: only one in the group of this container is taken. */
async function pidOf(container: Container): Promise<string | null> {
  const pid = await container.runUnlessOver('container', 'inspect', '--format', '{{.State.Pid}}', container.id);
  if (pid === null || pid === '0') return null;
  const groups = await readFile(`/proc/${pid}/cgroup`, 'utf8').catch(() => '');
  if (groups.includes(container.id)) return pid;
  throw new Error(`the process ${pid} is not one of the container ${container.id}`);
}

/** Namespaces of containers can be entered by root, on the same kernel. Gives why not here, or null. */
export async function whyNoNamespace(engine: Engine, exec: Exec): Promise<string | null> {
  const { exitCode, stdout } = await exec('uname', ['-sr'], { timeoutMs });
  const [server = ''] = await engine.lines('version', '--format', '{{.Server.KernelVersion}}');
  const [system, release] = stdout.trim().split(' ');
  if (exitCode !== 0 || system !== 'Linux' || release !== server)
    return 'the engine runs on another kernel than this process, such as that of a virtual machine';
  const entered = await exec('nsenter', ['--version'], { timeoutMs });
  if (entered.exitCode !== 0) return 'there is no nsenter command to enter the namespace of a container with';
  const made = await exec('unshare', ['--net', 'true'], { timeoutMs });
  return made.exitCode === 0 ? null : 'namespaces may be entered by root only';
}
