import type { ExecResult, ProviderContext } from '../../../provider/context.ts';
import { ProviderError } from '../../../provider/provider-error.ts';
import type { CreateOutcome, Machine, MachineRequest } from '../host.ts';
import { providerName } from '../refuse.ts';
import type { DockerCli } from './docker-cli.ts';
import { destroyContainer } from './docker-destroy.ts';
import { dockerError, saysNameTaken, unreadable } from './docker-errors.ts';
import type { Labels } from './docker-labels.ts';
import { imageOf, runArguments } from './docker-run.ts';

export interface CreateOptions {
  readonly docker: DockerCli;
  readonly context: ProviderContext;
  readonly labels: Labels;
  /** Whether docker may fetch an image that is not here. */
  readonly pull: boolean;
  readonly find: (name: string) => Promise<Machine | null>;
}

/** Fetching an image takes as long as the network is slow. */
const pullTimeoutMs = 180_000;

/** One `docker run`. A container that it made and could not start is removed again, so a clear failure leaves nothing. */
export async function createMachine(request: MachineRequest, options: CreateOptions): Promise<CreateOutcome> {
  const { docker, pull, find } = options;
  const result = await docker.run(runArguments(request, options), pull ? pullTimeoutMs : undefined);
  const id = readId(result.stdout);
  if (result.exitCode === 0) {
    if (id === null) throw unreadable(new Error('docker run printed no container id'), 'writes');
    return { outcome: 'created', machine: startedMachine(id, request) };
  }
  if (saysNameTaken(result.stderr)) return { outcome: 'name-taken', existing: await find(request.name) };
  throw await afterCleanUp(result, id, options);
}

/** docker prints the id as soon as the container is there, started or not. */
function readId(stdout: string): string | null {
  return /^[0-9a-f]{64}$/m.exec(stdout)?.[0] ?? null;
}

function startedMachine(id: string, request: MachineRequest): Machine {
  const { name, fingerprint, spec, region, tags, volumeIds, network } = request;
  return {
    ...{ id, name, fingerprint, spec, region, tags, volumeIds },
    image: imageOf(request),
    status: 'running',
    ...(network !== undefined && { network }),
  };
}

async function afterCleanUp(result: ExecResult, id: string | null, options: CreateOptions): Promise<ProviderError> {
  const error = dockerError(result, 'writes');
  // An unclear failure may have ended well: whoever looks by name will see.
  if (id === null || error.ambiguous === true) return error;
  try {
    await destroyContainer(options.docker, id, options.context.clock);
    return error;
  } catch {
    const message = `${error.message}; the container ${id} is left`;
    return new ProviderError(error.code, message, { provider: providerName, cause: error.cause, ambiguous: true });
  }
}
