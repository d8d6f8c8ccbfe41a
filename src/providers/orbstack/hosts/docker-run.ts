import type { MachineRequest } from '../host.ts';
import { refuse } from '../refuse.ts';
import { checkArgumentSize, isImageName, isName } from './docker-arguments.ts';
import { volumesFolder } from './docker-inspect.ts';
import { type Labels, labelArguments, labelNames, writeTags } from './docker-labels.ts';

/** Room for a machine's shell, its bootstrap and a workload under test; a fork bomb stays inside. */
const pidsMax = 512;

/** The smallest machine in which a shell still has room to work. */
export const memorySmallestMiB = 16;

/**
 * What the container runs. The bootstrap runs once, beside the first process, so that its end, good or bad, does not
 * end the machine; its exit code and output stay in the folder `assay` of the first writable place. A machine that was
 * stopped finds its own folder when it starts again; one that starts from a snapshot finds that of another, and clears
 * it.
 */
const firstProcess = `
idle() { while :; do sleep 3600; done; }
for place in /run /var/run /tmp; do
  folder=$place/assay
  [ "$(cat "$folder/machine" 2>/dev/null)" = "$1" ] && idle
  rm -rf "$folder" 2>/dev/null && mkdir -m 700 "$folder" 2>/dev/null && break
done
printf '%s' "$1" >"$folder/machine"
if [ -n "$2" ]; then
  printf '%s' "$2" >"$folder/bootstrap"
  (/bin/sh "$folder/bootstrap" </dev/null >"$folder/output" 2>&1; echo "$?" >"$folder/exit-code") &
fi
idle
`;

/** Throws INVALID_SPEC for what docker would refuse late, take for something else, or not keep. */
export function checkForDocker(request: MachineRequest): void {
  const { spec, image, network, bootstrap, tags, volumeIds } = request;
  if (spec.memoryMiB < memorySmallestMiB) throw refuse(`spec.memoryMiB must be at least ${memorySmallestMiB}`);
  if (!isImageName(image)) throw refuse('image is not the name of an image');
  if (network !== undefined && !isName(network)) throw refuse('network is not the name of a network');
  if (!volumeIds.every(isName)) throw refuse('volumeIds holds something that is not the id of a volume');
  if (bootstrap?.format === 'cloud-init') {
    throw refuse('bootstrap.format cloud-init cannot be honoured: containers run no cloud-init; use shell');
  }
  if (bootstrap?.content.includes('\0')) throw refuse('bootstrap.content must not hold a NUL');
  checkArgumentSize('bootstrap.content', bootstrap?.content ?? '');
  checkArgumentSize('tags', writeTags(tags));
  checkArgumentSize('volumeIds', volumeIds.join(','));
}

/** The arguments of one `docker run` that makes the whole machine. */
export function runArguments(
  request: MachineRequest,
  options: { readonly labels: Labels; readonly pull: boolean },
): readonly string[] {
  const { name, fingerprint, spec, volumeIds, network, bootstrap } = request;
  return [
    ...['run', '--detach', '--name', name],
    ...['--cpus', String(spec.cpus), '--memory', `${spec.memoryMiB}m`, '--pids-limit', String(pidsMax)],
    ...(network === undefined ? [] : ['--network', network]),
    ...volumeIds.flatMap((id) => ['--volume', `${id}:${volumesFolder}/${id}`]),
    ...labelArguments({ ...options.labels, ...machineLabels(request) }),
    // A snapshot is only ever here.
    ...(options.pull && request.snapshotId === undefined ? [] : ['--pull', 'never']),
    // Whatever the image would start by itself is not started.
    ...['--entrypoint', '/bin/sh', imageOf(request), '-c', firstProcess],
    // A name comes back with its idempotency key, but no machine is made from a snapshot of its like.
    ...['assay', `${name} ${fingerprint}`, bootstrap?.content ?? ''],
  ];
}

/** The image that the container is made from. */
export function imageOf({ image, snapshotId }: MachineRequest): string {
  return snapshotId ?? image;
}

function machineLabels({ tags, fingerprint, region, network, volumeIds }: MachineRequest): Labels {
  return {
    [labelNames.tags]: writeTags(tags),
    [labelNames.fingerprint]: fingerprint,
    [labelNames.region]: region,
    // Also where there is none: an image made from a machine hands the labels of that machine on.
    [labelNames.network]: network ?? '',
    // The docker command mixes up the order of its volumes.
    [labelNames.volumes]: volumeIds.join(','),
  };
}
