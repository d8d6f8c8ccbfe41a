import type { CreateVolumeRequest } from '../../../provider/requests.ts';
import type { Volume } from '../../../provider/resources.ts';
import { refuse } from '../refuse.ts';
import { checkArgumentSize, isName } from './docker-arguments.ts';
import type { DockerCli } from './docker-cli.ts';
import { unreadable } from './docker-errors.ts';
import { mustBeText, readLines } from './docker-inspect.ts';
import {
  hasLabels,
  type Labels,
  labelArguments,
  labelNames,
  readLabels,
  readTags,
  writeTags,
} from './docker-labels.ts';

export interface DockerVolumes {
  create(request: CreateVolumeRequest): Promise<Volume>;
  get(volumeId: string): Promise<Volume | null>;
  remove(volumeId: string): Promise<void>;
  /**
   * Makes the machine of that name once all its volumes are there and nobody else's; INVALID_SPEC otherwise. docker would
   * make the missing ones itself, unlabelled, and attach a volume to any number of containers.
   */
  attach<T>(volumeIds: readonly string[], name: string, create: () => Promise<T>): Promise<T>;
}

export interface DockerVolumesOptions {
  readonly docker: DockerCli;
  /** Labels of everything that is ours. */
  readonly labels: Labels;
  readonly drawName: () => string;
}

const format = '{"name":{{json .Name}},"labels":{{json .Labels}}}';

/** Volumes of the engine's own driver. Their size is written down, but nothing holds them to it. */
export function dockerVolumes({ docker, labels, drawName }: DockerVolumesOptions): DockerVolumes {
  const describe = async (volumeId: string): Promise<Labels | null> => {
    if (!isName(volumeId)) return null;
    const described = await docker.askOrNull('reads', ['volume', 'inspect', '--format', format, volumeId]);
    if (described === null) return null;
    const found = readVolumeLabels(described, volumeId);
    return hasLabels(found, labels) ? found : null;
  };

  const mustBeFree = async (volumeId: string, name: string): Promise<void> => {
    if ((await describe(volumeId)) === null) throw refuse(`there is no volume ${JSON.stringify(volumeId)}`);
    const printed = await docker.ask('reads', [...listUsers(volumeId), '--format', '{{.Names}}']);
    const others = printed.split('\n').filter((user) => user !== '' && user !== name);
    if (others.length > 0) throw refuse(`the volume ${JSON.stringify(volumeId)} is in use`);
  };

  /** One machine with volumes after the other: between the look and the container nobody else may look. */
  let turn: Promise<unknown> = Promise.resolve();

  /** docker takes the name of a volume that is there for a wish to have that one, whoever it belongs to. */
  const drawFreeName = async (): Promise<string> => {
    for (;;) {
      const name = drawName();
      const taken = await docker.askOrNull('reads', ['volume', 'inspect', '--format', '{{.Name}}', name]);
      if (taken === null) return name;
    }
  };

  return {
    create: async ({ sizeGiB, region, tags }) => {
      const id = await drawFreeName();
      const own = { ...labels, [labelNames.sizeGiB]: String(sizeGiB), [labelNames.tags]: checkedTags(tags) };
      const labelled = labelArguments({ ...own, ...(region !== undefined && { [labelNames.region]: region }) });
      await docker.ask('writes', ['volume', 'create', ...labelled, id]);
      return { id, status: 'available', sizeGiB, ...(region !== undefined && { region }), tags: { ...tags } };
    },
    get: async (volumeId) => {
      const found = await describe(volumeId);
      if (found === null) return null;
      const users = await docker.ask('reads', [...listUsers(volumeId), '--quiet']);
      return readVolume(volumeId, found, users.trim() !== '');
    },
    remove: async (volumeId) => {
      if ((await describe(volumeId)) === null) return;
      await docker.askOrNull('writes', ['volume', 'rm', volumeId]);
    },
    attach: (volumeIds, name, create) => {
      if (volumeIds.length === 0) return create();
      const attached = turn.then(async () => {
        for (const volumeId of volumeIds) await mustBeFree(volumeId, name);
        return create();
      });
      turn = attached.catch(() => {});
      return attached;
    },
  };
}

function listUsers(volumeId: string): readonly string[] {
  return ['ps', '--all', '--filter', `volume=${volumeId}`];
}

function checkedTags(tags: CreateVolumeRequest['tags']): string {
  const written = writeTags(tags ?? {});
  checkArgumentSize('tags', written);
  return written;
}

function readVolume(id: string, labels: Labels, isUsed: boolean): Volume {
  const region = labels[labelNames.region];
  return {
    id,
    status: isUsed ? 'in-use' : 'available',
    sizeGiB: Number(labels[labelNames.sizeGiB]),
    ...(region !== undefined && { region }),
    tags: readTags(labels[labelNames.tags]),
  };
}

function readVolumeLabels(described: string, volumeId: string): Labels {
  try {
    const [volume] = readLines(described);
    if (mustBeText(volume?.name, 'Name') !== volumeId) throw new Error('docker describes another volume');
    return readLabels(volume?.labels);
  } catch (thrown) {
    throw unreadable(thrown, 'reads');
  }
}
