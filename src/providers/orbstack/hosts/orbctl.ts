import type { ProviderContext } from '../../../provider/context.ts';
import type { Host, Machine, MachineRequest } from '../host.ts';
import { orbctlCapabilities } from '../orbstack-capabilities.ts';
import { notFound, refuse } from '../refuse.ts';
import { isName } from './orbctl-arguments.ts';
import { createChurn } from './orbctl-churn.ts';
import { createOrbctlCli } from './orbctl-cli.ts';
import { createMachine } from './orbctl-create.ts';
import { destroyMachine } from './orbctl-destroy.ts';
import { createCheckLimits } from './orbctl-limits.ts';
import { createLook } from './orbctl-look.ts';
import { orbctlNames } from './orbctl-names.ts';
import { isMachineId } from './orbctl-records.ts';
import { orbctlSnapshots } from './orbctl-snapshots.ts';

const createTimeoutDefaultMs = 180_000;

/**
 * Machines of OrbStack itself, through its command line tool. `ORBSTACK_IMAGE` is the distribution of those that name
 * none, `ORBSTACK_RUN` sets the machines of one run apart, `ORBSTACK_CHURN_MAX` is how many this process may make, and
 * `ORBSTACK_CREATE_TIMEOUT_MS` how long one may take.
 */
export function createOrbctlHost(context: ProviderContext): Host {
  const { env, clock, random } = context;
  const cli = createOrbctlCli(context);
  const look = createLook(cli);
  const names = orbctlNames(env.ORBSTACK_RUN);
  const churn = createChurn(env.ORBSTACK_CHURN_MAX);
  const checkLimits = createCheckLimits(cli);
  const createTimeoutMs = readTimeout(env.ORBSTACK_CREATE_TIMEOUT_MS);
  const remover = (isOurs: (name: string) => boolean) => (id: string) =>
    destroyMachine(id, { cli, look, clock, isOurs });

  const destroy = remover(names.isMachine);
  const snapshots = orbctlSnapshots({
    ...{ cli, look, churn, names },
    drawName: () => random.hex(12),
    destroy: remover((name) => names.snapshotSource(name) !== null),
  });

  const seen = async (idOrName: string): Promise<Machine | null> => {
    const record = await look.record(idOrName);
    const isAsked = record !== null && (record.id === idOrName || record.name === idOrName);
    return isAsked && names.isMachine(record.name) ? look.machine(record) : null;
  };

  return {
    capabilities: orbctlCapabilities,
    imageDefault: env.ORBSTACK_IMAGE ?? 'ubuntu',
    regionDefault: 'local',
    regions: ['local'],
    // How large OrbStack is takes a question; see orbctl-limits.ts.
    largest: {
      cpus: Number.POSITIVE_INFINITY,
      memoryMiB: Number.POSITIVE_INFINITY,
      diskGiB: Number.POSITIVE_INFINITY,
    },
    create: async (request) => {
      checkForOrbctl(request);
      await checkLimits(request.spec);
      const { snapshotId } = request;
      const snapshotName = snapshotId === undefined ? undefined : await snapshots.nameOf(snapshotId);
      if (snapshotName === null) throw notFound(`there is no snapshot ${JSON.stringify(snapshotId)}`);
      const tools = { cli, look, churn, context, createTimeoutMs, destroy };
      return createMachine(request, names.machine(request.name), snapshotName, tools);
    },
    get: async (id) => (isMachineId(id) ? seen(id) : null),
    find: async (name) => {
      const found = await seen(names.machine(name));
      // A machine without a marker is still being made, and nobody can tell for which request.
      return found?.fingerprint === '' ? null : found;
    },
    list: async () => {
      const ours = (await look.records()).filter(({ name, builtin }) => !builtin && names.isMachine(name));
      const machines: Machine[] = [];
      // One after the other: every question is a process.
      for (const record of ours) {
        const machine = await look.machine(record);
        if (machine !== null) machines.push(machine);
      }
      return machines;
    },
    destroy: async (id) => {
      if (isMachineId(id)) await destroy(id);
    },
    ping: async () => {
      await look.records();
    },
    createSnapshot: snapshots.create,
    getSnapshot: snapshots.get,
    deleteSnapshot: snapshots.remove,
    createVolume: noVolumes,
    getVolume: noVolumes,
    deleteVolume: noVolumes,
  };
}

/** Throws INVALID_SPEC for what orbctl would take for something else, or not keep. */
function checkForOrbctl({ image, bootstrap, snapshotId }: MachineRequest): void {
  if (!isName(image)) throw refuse('image is not the name of a distribution, such as ubuntu or ubuntu:noble');
  if (bootstrap?.format === 'cloud-init' && snapshotId !== undefined) {
    throw refuse('bootstrap.format cloud-init cannot be honoured for a copy of a snapshot: use shell');
  }
  if (bootstrap?.content.includes('\0')) throw refuse('bootstrap.content must not hold a NUL');
}

function readTimeout(setting: string | undefined): number {
  if (setting === undefined) return createTimeoutDefaultMs;
  const ms = Number(setting);
  if (Number.isInteger(ms) && ms > 0) return ms;
  throw refuse(`ORBSTACK_CREATE_TIMEOUT_MS must be a whole number of at least 1, got ${JSON.stringify(setting)}`);
}

/** Never reached: the flag is off, so the provider has no method for it. */
function noVolumes(): Promise<never> {
  return Promise.reject(refuse('OrbStack machines have no volumes of their own'));
}
