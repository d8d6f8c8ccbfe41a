import type { MachineRequest } from '../host.ts';
import { refuse } from '../refuse.ts';
import { checkArgumentSize, isName } from './docker-arguments.ts';
import { volumesFolder } from './docker-inspect.ts';
import { type Labels, labelArguments, labelNames, writeTags } from './docker-labels.ts';

/** Room for a machine's shell, its bootstrap and a workload under test; a fork bomb stays inside. */
const pidsMax = 512;

/** The smallest machine in which a shell still has room to work. */
export const memorySmallestMiB = 16;

/**
 * What the container runs. The bootstrap runs once, beside the first process, so that its end, good or bad, does not
 * end the machine; its exit code and output stay in the folder `assay` of the first writable place. A machine that
 * starts from a snapshot finds the folder of another one, and clears it.
 */
const firstProcess = `
for place in /run /var/run /tmp; do
  folder=$place/assay
  rm -rf "$folder" 2>/dev/null && mkdir -m 700 "$folder" 2>/dev/null && break
done
if [ -n "$1" ]; then
  printf '%s' "$1" >"$folder/bootstrap"
  (/bin/sh "$folder/bootstrap" </dev/null >"$folder/output" 2>&1; echo "$?" >"$folder/exit-code") &
fi
while :; do sleep 3600; done
`;

/** Throws INVALID_SPEC for what docker would refuse late, take for something else, or not keep. */
export function checkForDocker(request: MachineRequest): void {
  const { spec, image, network, bootstrap, tags, volumeIds } = request;
  if (spec.memoryMiB < memorySmallestMiB) throw refuse(`spec.memoryMiB must be at least ${memorySmallestMiB}`);
  if (!/^[A-Za-z0-9][^\s\0]*$/.test(image)) throw refuse('image is not the name of an image');
  if (network !== undefined && !isName(network)) throw refuse('network is not the name of a network');
  if (!volumeIds.every(isName)) throw refuse('volumeIds holds something that is not the id of a volume');
  if (bootstrap?.format === 'cloud-init') {
    throw refuse('bootstrap.format cloud-init cannot be honoured: containers run no cloud-init; use shell');
  }
  if (bootstrap?.content.includes('\0')) throw refuse('bootstrap.content must not hold a NUL');
  checkArgumentSize('bootstrap.content', bootstrap?.content ?? '');
  checkArgumentSize('tags', writeTags(tags));
}

/** The arguments of one `docker run` that makes the whole machine. */
export function runArguments(
  request: MachineRequest,
  options: { readonly labels: Labels; readonly pull: boolean },
): readonly string[] {
  const { name, spec, volumeIds, network, bootstrap } = request;
  return [
    ...['run', '--detach', '--name', name],
    ...['--cpus', String(spec.cpus), '--memory', `${spec.memoryMiB}m`, '--pids-limit', String(pidsMax)],
    ...(network === undefined ? [] : ['--network', network]),
    ...volumeIds.flatMap((id) => ['--volume', `${id}:${volumesFolder}/${id}`]),
    ...labelArguments({ ...options.labels, ...machineLabels(request) }),
    // A snapshot is only ever here.
    ...(options.pull && request.snapshotId === undefined ? [] : ['--pull', 'never']),
    // Whatever the image would start by itself is not started.
    ...['--entrypoint', '/bin/sh', imageOf(request), '-c', firstProcess, 'assay', bootstrap?.content ?? ''],
  ];
}

/** The image that the container is made from. */
export function imageOf({ image, snapshotId }: MachineRequest): string {
  return snapshotId ?? image;
}

function machineLabels({ tags, fingerprint, region, network }: MachineRequest): Labels {
  return {
    [labelNames.tags]: writeTags(tags),
    [labelNames.fingerprint]: fingerprint,
    [labelNames.region]: region,
    // Also where there is none: an image made from a machine hands the labels of that machine on.
    [labelNames.network]: network ?? '',
  };
}
