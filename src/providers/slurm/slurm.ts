import type { ProviderContext } from '../../provider/context.ts';
import { createHooks } from '../../provider/create-hooks.ts';
import { generateBootstrap } from '../../provider/generate-bootstrap.ts';
import type { Instance } from '../../provider/instance.ts';
import type { Provider, ProviderCore } from '../../provider/provider.ts';
import { defineProvider, type ProviderModule, type Registration } from '../../provider/registration.ts';
import type { Snapshot } from '../../provider/resources.ts';
import type { OnDemandCapabilities, SpotCapabilities } from './capabilities.ts';
import { checkStart } from './check-start.ts';
import { createCommands } from './commands.ts';
import { createJobs } from './jobs.ts';
import { createRestController } from './rest/rest-controller.ts';
import { providerName, readSettings } from './settings.ts';
import { createSpawn } from './spawn.ts';
import { spotMethods } from './spot.ts';

/** SLURM as a provider, its methods gated by what the cluster offers: narrow it with `supports(provider, 'spot')`. */
export type SlurmProvider =
  | Provider<Instance, Snapshot, OnDemandCapabilities>
  | Provider<Instance, Snapshot, SpotCapabilities>;

/**
 * Batch jobs of a SLURM cluster, each holding one allocation, through the commands sbatch, squeue, scancel, scontrol and
 * sinfo, or through slurmrestd where `SLURM_REST_URL` says where it is. `SLURM_PARTITION` says where they go, `SLURM_GPUS=yes` that there are GPUs,
 * `SLURM_SPOT_PARTITION` and `SLURM_SPOT_USD_PER_CPU_HOUR` where spot jobs go and what they cost; `SLURM_ACCOUNT`, `SLURM_QOS` and
 * `SLURM_TIME_LIMIT` are passed on.
 *
 * @example
 * const { provider } = createSlurm({ ...context, env: { SLURM_PARTITION: 'gpu', SLURM_GPUS: 'yes' } });
 */
export function createSlurm(context: ProviderContext): Registration & { readonly provider: SlurmProvider } {
  const settings = readSettings(context.env);
  const { clock, random } = context;
  const { rest } = settings;
  const controller = rest ? createRestController(context, settings, rest) : createCommands(context, settings);
  const jobs = createJobs(controller, clock, settings);
  const spawn = createSpawn({ controller, jobs, clock, random, settings });
  const core: ProviderCore = {
    name: providerName,
    tier: 'additional',
    spawn: (request) => spawn(request),
    terminate: jobs.terminate,
    get: jobs.get,
    list: jobs.list,
    generateBootstrap: (request) => generateBootstrap(request, providerName, settings.capabilities),
  };
  const provider: SlurmProvider =
    settings.spot === undefined
      ? { ...core, capabilities: settings.capabilities }
      : { ...core, capabilities: settings.capabilities, ...spotMethods(spawn, settings.spot) };
  return {
    provider,
    hooks: createHooks({
      displayName: 'SLURM',
      ping: controller.ping,
      start: () => checkStart(controller, settings),
      list: () => jobs.list(),
    }),
  };
}

/**
 * The provider module of SLURM.
 *
 * @example
 * const { provider } = await slurm.create(context);
 */
export const slurm: ProviderModule = defineProvider({ name: providerName, create: createSlurm });
