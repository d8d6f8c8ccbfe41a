import type { InstanceStatus, MachineSpec } from '../../../provider/instance.ts';
import { isObject } from '../../../provider/is-object.ts';
import type { Machine } from '../host.ts';
import { type Labels, labelNames, readLabels, readTags } from './docker-labels.ts';

/** A container as docker describes it: what it is from the engine, what it is for from its labels. */
export interface Container {
  readonly machine: Machine;
  readonly labels: Labels;
}

/** Where volumes are mounted. */
export const volumesFolder = '/volumes';

/**
 * For `docker inspect --format`: one line of JSON per container, with no more than is read. The whole description would
 * hold the bootstrap, twice.
 */
export const containerFormat = `{${[
  '"id":{{json .Id}}',
  '"name":{{json .Name}}',
  '"created":{{json .Created}}',
  '"state":{{json .State.Status}}',
  '"error":{{json .State.Error}}',
  '"labels":{{json .Config.Labels}}',
  '"image":{{json .Config.Image}}',
  '"nanoCpus":{{json .HostConfig.NanoCpus}}',
  '"memory":{{json .HostConfig.Memory}}',
  '"network":{{json .HostConfig.NetworkMode}}',
  '"binds":{{json .HostConfig.Binds}}',
].join(',')}}`;

/** Reads what {@link containerFormat} printed. Throws when it is something else. */
export function readContainers(stdout: string): readonly Container[] {
  return readLines(stdout).map(readContainer);
}

/** One value per line that is not empty. */
export function readLines(stdout: string): readonly Readonly<Record<string, unknown>>[] {
  return stdout
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => mustBeObject(JSON.parse(line)));
}

function readContainer(container: Readonly<Record<string, unknown>>): Container {
  const labels = readLabels(container.labels);
  return {
    labels,
    machine: {
      id: mustBeText(container.id, 'Id'),
      name: mustBeText(container.name, 'Name').replace(/^\//, ''),
      status: statusOf(container),
      fingerprint: labels[labelNames.fingerprint] ?? '',
      region: labels[labelNames.region] ?? '',
      image: mustBeText(container.image, 'Config.Image'),
      spec: readSpec(container),
      tags: readTags(labels[labelNames.tags]),
      volumeIds: readVolumeIds(container.binds, labels[labelNames.volumes]),
      createdAt: new Date(mustBeText(container.created, 'Created')).toISOString(),
      // Newer engines name the network of a container that asked for none.
      ...(labels[labelNames.network] && { network: mustBeText(container.network, 'NetworkMode') }),
    },
  };
}

const statuses: ReadonlyMap<unknown, InstanceStatus> = new Map([
  ['created', 'pending'],
  ['running', 'running'],
  ['paused', 'stopped'],
  ['restarting', 'starting'],
  ['removing', 'terminating'],
  ['exited', 'stopped'],
  ['dead', 'error'],
]);

function statusOf({ state, error }: Readonly<Record<string, unknown>>): InstanceStatus {
  // A container that could not be started stays `created`, for ever.
  if (state === 'created' && typeof error === 'string' && error !== '') return 'error';
  // A state that a later engine has is one in which a container is busy: better shown than the whole list lost.
  return statuses.get(mustBeText(state, 'State.Status')) ?? 'pending';
}

function readSpec({ nanoCpus, memory }: Readonly<Record<string, unknown>>): MachineSpec {
  return {
    cpus: mustBeNumber(nanoCpus, 'NanoCpus') / 1_000_000_000,
    memoryMiB: mustBeNumber(memory, 'Memory') / 1_048_576,
  };
}

/** Those that are mounted, in the order in which they were asked for: docker keeps none. */
function readVolumeIds(binds: unknown, wanted: string | undefined): readonly string[] {
  if (!Array.isArray(binds)) return [];
  const mounted = binds.flatMap((bind) => {
    const [name, target] = String(bind).split(':');
    return name && target === `${volumesFolder}/${name}` ? [name] : [];
  });
  const order = new Map(wanted?.split(',').map((name, index) => [name, index]));
  const last = order.size;
  return mounted.sort((a, b) => (order.get(a) ?? last) - (order.get(b) ?? last));
}

function mustBeObject(value: unknown): Readonly<Record<string, unknown>> {
  if (isObject(value)) return value;
  throw new Error('docker printed something that is no object');
}

export function mustBeText(value: unknown, what: string): string {
  if (typeof value === 'string') return value;
  throw new Error(`docker reports no ${what}`);
}

function mustBeNumber(value: unknown, what: string): number {
  if (typeof value === 'number') return value;
  throw new Error(`docker reports no ${what}`);
}
