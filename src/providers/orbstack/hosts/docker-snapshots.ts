import type { Snapshot } from '../../../provider/resources.ts';
import type { Machine } from '../host.ts';
import { notFound } from '../refuse.ts';
import type { DockerCli } from './docker-cli.ts';
import { unreadable } from './docker-errors.ts';
import { readLines } from './docker-inspect.ts';
import { hasLabels, type Labels, labelNames, readLabels } from './docker-labels.ts';

export interface DockerSnapshots {
  create(machineId: string): Promise<Snapshot>;
  get(snapshotId: string): Promise<Snapshot | null>;
  remove(snapshotId: string): Promise<void>;
}

export interface DockerSnapshotsOptions {
  readonly docker: DockerCli;
  /** Labels of everything that is ours. */
  readonly labels: Labels;
  readonly getMachine: (id: string) => Promise<Machine | null>;
  /** Drawn again by the next process of a run; together with the machine it is a name that no other snapshot has. */
  readonly drawName: () => string;
}

const format = '{"labels":{{json .Config.Labels}}}';

/** Copying a container takes as long as its disk is large. */
const commitTimeoutMs = 180_000;

/** Snapshots are images that `docker commit` made. */
export function dockerSnapshots({ docker, labels, getMachine, drawName }: DockerSnapshotsOptions): DockerSnapshots {
  const get = async (snapshotId: string): Promise<Snapshot | null> => {
    if (!isImageId(snapshotId)) return null;
    const described = await docker.askOrNull('reads', ['image', 'inspect', '--format', format, snapshotId]);
    if (described === null) return null;
    const found = readImageLabels(described);
    const instanceId = found[labelNames.snapshotOf];
    if (instanceId === undefined || !hasLabels(found, labels)) return null;
    return ready(snapshotId, instanceId);
  };

  return {
    get,
    create: async (machineId) => {
      if ((await getMachine(machineId)) === null) throw notFound(`there is no machine ${JSON.stringify(machineId)}`);
      const changes = Object.entries({ ...labels, [labelNames.snapshotOf]: machineId });
      const labelled = changes.flatMap(([name, value]) => ['--change', `LABEL ${name}=${JSON.stringify(value)}`]);
      // The name keeps `docker image prune` from taking it for rubbish.
      const image = `assay-snapshot:${machineId.slice(0, 12)}-${drawName()}`;
      const printed = await docker.ask('writes', ['commit', ...labelled, machineId, image], commitTimeoutMs);
      const snapshotId = printed.trim();
      if (!isImageId(snapshotId)) throw unreadable(new Error('docker commit printed no image id'), 'writes');
      return ready(snapshotId, machineId);
    },
    remove: async (snapshotId) => {
      if ((await get(snapshotId)) === null) return;
      await docker.askOrNull('writes', ['rmi', '--force', snapshotId]);
    },
  };
}

function ready(id: string, instanceId: string): Snapshot {
  return { id, status: 'ready', progress: 100, instanceId };
}

function readImageLabels(described: string): Labels {
  try {
    return readLabels(readLines(described)[0]?.labels);
  } catch (thrown) {
    throw unreadable(thrown, 'reads');
  }
}

function isImageId(id: string): boolean {
  return /^sha256:[0-9a-f]{64}$/.test(id);
}
