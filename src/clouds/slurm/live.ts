import type { Exec } from '../../provider/context.ts';
import { ownerOf } from '../../testbed/owner-of.ts';
import { createRealContext, realContext } from '../../testbed/real-context.ts';
import { createExec } from '../../testbed/real-exec.ts';
import { deriveSeed } from '../../testbed/seeded-random.ts';
import { sweepEstate } from '../../testbed/sweep-estate.ts';
import type { OpenOptions, SweepResult, Testbed, World } from '../../testbed/testbed.ts';
import { createTranscriptRecorder } from '../../testbed/transcript-recorder.ts';
import { commandWire } from './command-wire.ts';
import { createEstate } from './live-estate.ts';
import { askLiveFacts } from './live-facts.ts';
import { probeLive } from './live-probe.ts';
import { withConfiguration } from './with-configuration.ts';

type Settings = Readonly<Record<string, string>>;

/**
 * A cluster of SLURM that is already there, with the faults of the wire in front of its commands. Only asked for by name
 * (`--testbed live`): its jobs wait in the queue of others, and may be billed. It makes two jobs of one CPU at a time, with one
 * GPU where the settings say that there are some. It was run against a cluster that Assay started, and **never against one
 * of somebody else**.
 *
 * Which cluster is meant say the settings of the adapter, passed on by `--env`; the commands have to be on this machine.
 *
 * @example
 * const missing = await liveSlurm.probe({});
 */
export const liveSlurm: Testbed = {
  name: 'live',
  fidelity: 'live',
  abilities: ['faults'],
  runsDefault: 1,
  isolation: 'run',
  probe: async () => {
    const { env } = realContext();
    return probeLive(commands(env), env);
  },
  open: openWorld,
  sweep: sweepRun,
  estate: async () => createEstate(commands(realContext().env)),
};

async function openWorld({ module, seed, runId, settings, signal }: OpenOptions): Promise<World> {
  const context = createRealContext({ signal, seed: deriveSeed(seed, 'provider') });
  const { clock, env } = context;
  const exec = commands(env);
  // A worker sees fewer variables than the probe did.
  const problem = await probeLive(exec, env);
  if (problem !== null) throw new Error(`${problem}; a variable is passed on with --env`);
  const facts = await askLiveFacts(exec, env);
  const transcript = createTranscriptRecorder([]);
  const wire = commandWire(exec, { clock, transcript });
  const registration = await module.create({
    ...context,
    exec: wire.exec,
    // A partition that may be asked for has to be named.
    env: Object.freeze({ ...env, SLURM_PARTITION: facts.regions[0], SLURM_RUN: ownerOf(runId, settings) }),
  });
  return { registration, clock, facts, transcript, faults: wire.faults, close: async () => {} };
}

/** Everything carries its run. */
async function sweepRun(runId: string, settings: Settings): Promise<SweepResult> {
  const { clock, env } = realContext();
  const owner = ownerOf(runId, settings);
  return sweepEstate(createEstate(commands(env)), (item) => item.owner === owner, clock);
}

function commands({ SLURM_CONF: conf }: Readonly<Record<string, string | undefined>>): Exec {
  return conf ? withConfiguration(createExec(), conf) : createExec();
}
