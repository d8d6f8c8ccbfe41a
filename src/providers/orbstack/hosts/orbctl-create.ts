import type { ProviderContext } from '../../../provider/context.ts';
import { isProviderError, ProviderError } from '../../../provider/provider-error.ts';
import type { CreateOutcome, Machine, MachineRequest } from '../host.ts';
import { providerName } from '../refuse.ts';
import { type Arguments, orbctl } from './orbctl-arguments.ts';
import type { Churn } from './orbctl-churn.ts';
import type { OrbctlCli } from './orbctl-cli.ts';
import { orbctlError, saysNameTaken, saysNoAddress, unreadable } from './orbctl-errors.ts';
import { type OrbctlLook, toMachine } from './orbctl-look.ts';
import { type Marker, markerOf, markScript, readMarker, writeMarker } from './orbctl-marker.ts';
import type { MachineRecord } from './orbctl-records.ts';
import { withUserData } from './orbctl-user-data.ts';

export interface CreateTools {
  readonly cli: OrbctlCli;
  readonly look: OrbctlLook;
  readonly churn: Churn;
  readonly context: ProviderContext;
  readonly createTimeoutMs: number;
  readonly destroy: (id: string) => Promise<void>;
}

const pauseMs = 200;
/** How long a machine may take from its first sight to its marker, when somebody else is making it. */
const markedMaxMs = 60_000;

/**
 * Makes a machine under its unique name: fresh, or as a copy of a snapshot. Then it is marked, and only then it is ours
 * to show. A machine that cannot be marked is removed again, so a clear failure leaves nothing.
 */
export async function createMachine(
  request: MachineRequest,
  name: string,
  snapshotName: string | undefined,
  tools: CreateTools,
): Promise<CreateOutcome> {
  tools.churn.spend();
  const isMade = await withUserData(userDataOf(request), tools.context, (file) =>
    make(name, makeArguments(request, name, snapshotName, file), tools),
  );
  if (!isMade) return { outcome: 'name-taken', existing: await awaitMarked(name, tools) };
  const record = await mustSee(name, tools);
  try {
    const running = snapshotName === undefined ? record : await startCopy(record, request, tools);
    return await markMachine(await awaitRunning(running, tools), request, tools);
  } catch (thrown) {
    throw await afterCleanUp(thrown, record, tools);
  }
}

function userDataOf({ bootstrap }: MachineRequest): string | undefined {
  return bootstrap?.format === 'cloud-init' ? bootstrap.content : undefined;
}

function makeArguments(
  request: MachineRequest,
  name: string,
  snapshotName: string | undefined,
  userDataFile: string | undefined,
): Arguments {
  return snapshotName === undefined
    ? orbctl.create(request.image, name, request.spec, userDataFile)
    : orbctl.clone(snapshotName, name);
}

/** Whether a machine was made; not, when the name is taken. Whoever lost the answer looks before it calls it a failure. */
async function make(
  name: string,
  args: Arguments,
  { cli, look, churn, createTimeoutMs }: CreateTools,
): Promise<boolean> {
  const result = await cli.run(args, { timeoutMs: createTimeoutMs });
  if (result.exitCode === 0) {
    churn.worked();
    return true;
  }
  if (saysNameTaken(result.stderr)) return false;
  if (saysNoAddress(result.stderr)) churn.failed();
  const error = orbctlError(result, 'writes');
  if (error.ambiguous !== true) throw error;
  const seen = await look.record(name).catch(() => null);
  if (seen === null) throw error;
  return true;
}

/** OrbStack's reads are never late: a machine that it made and does not show is no machine. */
async function mustSee(name: string, { look }: CreateTools): Promise<MachineRecord> {
  const record = await look.record(name).catch((thrown: unknown) => {
    throw asAmbiguous(thrown, name);
  });
  if (record === null) throw unreadable(new Error('orbctl does not show the machine that it made'), 'writes');
  return record;
}

/** A copy has the limits of what it was copied from, and is stopped. */
async function startCopy(
  record: MachineRecord,
  { spec }: MachineRequest,
  { cli }: CreateTools,
): Promise<MachineRecord> {
  const { name } = record;
  const diskBytes = (spec.diskGiB ?? 0) * 1_024 ** 3;
  await cli.ask('writes', orbctl.limit(name, 'cpu', spec.cpus));
  await cli.ask('writes', orbctl.limit(name, 'memory_mib', spec.memoryMiB));
  await cli.ask('writes', orbctl.limit(name, 'disk_bytes', diskBytes));
  await cli.ask('writes', orbctl.start(name), { timeoutMs: markedMaxMs });
  // The copy has the other one's id; without one it draws its own when it boots next. Not every distribution has it.
  await cli.run(orbctl.forgetId(name));
  return { ...record, status: 'starting' };
}

/** `create` answers when the machine runs; after a lost answer it may still boot. */
async function awaitRunning(record: MachineRecord, { look, context: { clock } }: CreateTools): Promise<MachineRecord> {
  const deadline = clock.monotonic() + markedMaxMs;
  for (let seen: MachineRecord | null = record; ; ) {
    if (seen === null) throw unreadable(new Error('the machine vanished while it was made'), 'writes');
    if (seen.status === 'running') return seen;
    if (clock.monotonic() >= deadline) throw unreadable(new Error('the machine does not come to run'), 'writes');
    if (seen !== record) await clock.sleep(pauseMs);
    seen = await look.record(record.id);
  }
}

async function markMachine(
  record: MachineRecord,
  request: MachineRequest,
  { cli, look }: CreateTools,
): Promise<CreateOutcome> {
  const wanted = markerOf(request);
  const { bootstrap } = request;
  const input = writeMarker(wanted) + (bootstrap?.format === 'shell' ? bootstrap.content : '');
  const result = await cli.run(orbctl.script(record.name, markScript), { input });
  // Without an answer the marker may be there all the same.
  const marker = result.exitCode === 0 ? readMarked(result.stdout) : await look.marker(record).catch(() => null);
  if (marker === null) throw orbctlError(result, 'writes');
  look.remember(record.id, marker);
  const machine = toMachine(record, marker);
  // Somebody with the same key was faster: whether the request is the same is theirs to compare.
  return isSame(marker, wanted) ? { outcome: 'created', machine } : { outcome: 'name-taken', existing: machine };
}

function readMarked(stdout: string): Marker | null {
  try {
    return readMarker(stdout);
  } catch (thrown) {
    throw unreadable(thrown, 'writes');
  }
}

function isSame(left: Marker, right: Marker): boolean {
  return left.fingerprint === right.fingerprint;
}

/** The machine with that name, once whoever makes it has marked it; null when it is not there, or never marked. */
async function awaitMarked(name: string, { look, context: { clock } }: CreateTools): Promise<Machine | null> {
  const deadline = clock.monotonic() + markedMaxMs;
  for (;;) {
    const record = await look.record(name);
    const machine = record && (await look.machine(record));
    if (machine === null) return null;
    if (machine.fingerprint !== '') return machine;
    if (clock.monotonic() >= deadline) return null;
    await clock.sleep(pauseMs);
  }
}

async function afterCleanUp(thrown: unknown, record: MachineRecord, { destroy }: CreateTools): Promise<unknown> {
  try {
    await destroy(record.id);
    return thrown;
  } catch {
    return asAmbiguous(thrown, record.name);
  }
}

function asAmbiguous(thrown: unknown, name: string): unknown {
  if (!isProviderError(thrown)) return thrown;
  const message = `${thrown.message}; the machine ${name} is left`;
  return new ProviderError(thrown.code, message, { provider: providerName, cause: thrown.cause, ambiguous: true });
}
