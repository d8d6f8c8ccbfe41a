import type { Machine } from '../host.ts';
import type { DockerCli } from './docker-cli.ts';
import { dockerError, saysGone, unreadable } from './docker-errors.ts';
import { type Container, containerFormat, readContainers } from './docker-inspect.ts';
import { filterArguments, type Labels } from './docker-labels.ts';

/** Every container with these labels, or an error: one that cannot be described is not left out. */
export async function listMachines(docker: DockerCli, labels: Labels): Promise<readonly Machine[]> {
  const ids = await listIds(docker, labels);
  if (ids.length === 0) return [];
  const machines = (await describe(docker, ids)).map(({ machine }) => machine);
  const missing = ids.filter((id) => !machines.some((machine) => machine.id === id));
  if (missing.length > 0) await mustBeGone(docker, labels, missing);
  return machines;
}

async function listIds(docker: DockerCli, labels: Labels): Promise<readonly string[]> {
  const printed = await docker.ask('reads', ['ps', '--all', '--quiet', '--no-trunc', ...filterArguments(labels)]);
  return printed.split('\n').filter((line) => line !== '');
}

async function describe(docker: DockerCli, ids: readonly string[]): Promise<readonly Container[]> {
  const result = await docker.run(['inspect', '--type', 'container', '--format', containerFormat, ...ids]);
  if (result.exitCode !== 0 && !saysOnlyGone(result.stderr)) throw dockerError(result, 'reads');
  try {
    return readContainers(result.stdout);
  } catch (thrown) {
    throw unreadable(thrown, 'reads');
  }
}

function saysOnlyGone(stderr: string): boolean {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  return lines.length > 0 && lines.every(saysGone);
}

/** A container may end between the two questions. Whether it did, the engine is asked once more. */
async function mustBeGone(docker: DockerCli, labels: Labels, missing: readonly string[]): Promise<void> {
  const left = await listIds(docker, labels);
  const hidden = missing.filter((id) => left.includes(id));
  if (hidden.length > 0)
    throw unreadable(new Error(`docker lists ${hidden.join(', ')} and does not know them`), 'reads');
}
