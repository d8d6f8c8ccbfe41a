import { nativeErrorKinds } from '../../testbed/fault.ts';
import { createProcesses } from '../../testbed/processes.ts';
import { createRealClock } from '../../testbed/real-clock.ts';
import { createExec } from '../../testbed/real-exec.ts';
import { createRandom, deriveSeed } from '../../testbed/seeded-random.ts';
import type { OpenOptions, Testbed, World } from '../../testbed/testbed.ts';
import { createTranscriptRecorder } from '../../testbed/transcript-recorder.ts';
import { createExecWire } from '../../testbed/wire/exec-wire.ts';
import { createWorldContext } from '../../testbed/world-context.ts';
import { classify } from './classify.ts';
import { createClosableExec } from './closable-exec.ts';
import { createConstraints } from './constraints/constraints.ts';
import { createMachineDisk } from './disk.ts';
import { createDrift } from './drift.ts';
import { createEngine } from './engine.ts';
import { createLedger } from './ledger.ts';
import { whyNoNamespace } from './namespace.ts';
import { connectionLost, nativeError, unknownState } from './native-errors.ts';
import { createNetwork } from './network/network.ts';
import { probeDocker } from './probe.ts';
import { createContainerShell } from './shell.ts';
import { sweepLostRun, sweepRun } from './sweep.ts';
import { askWorldFacts } from './world-facts.ts';

const imageDefault = 'debian:stable-slim';

/**
 * Real containers on the Docker engine of this host, with the faults of the wire in front of the docker command. One
 * world for the whole run; everything in it carries the run's label.
 *
 * @example
 * const missing = await dockerOrbstack.probe({ image: 'alpine:3' });
 */
export const dockerOrbstack: Testbed = {
  name: 'docker',
  fidelity: 'local',
  abilities: ['ledger', 'faults', 'shell', 'disk', 'processes', 'drift', 'constraints', 'network'],
  runsDefault: 2,
  isolation: 'run',
  probe: (settings) => probeDocker(createExec(), imageOf(settings)),
  open: openWorld,
  sweep: (runId) => sweepLostRun(createEngine(createExec()), runId, createRealClock()),
};

function imageOf(settings: Readonly<Record<string, string>>): string {
  return settings.image ?? imageDefault;
}

async function openWorld({ module, seed, runId, settings, signal, changes }: OpenOptions): Promise<World> {
  const clock = createRealClock();
  const engine = createEngine(createExec());
  const { exec, close } = createClosableExec(createExec(), clock);
  const image = imageOf(settings);
  const facts = await askWorldFacts(engine, image);
  const transcript = createTranscriptRecorder();
  const service = { exec, classify, nativeError, connectionLost, unknownState, nativeErrors: nativeErrorKinds };
  const wire = createExecWire(service, { clock, transcript });
  const host = { engine, exec: createExec(), runId, log: changes };
  const whyNot = await whyNoNamespace(engine, host.exec);
  const contextOf = (name: string) =>
    createWorldContext({
      exec: wire.exec,
      clock,
      random: createRandom(deriveSeed(seed, name)),
      // Never pulling makes an unknown image a refusal at once, and keeps the engine's images as they are.
      env: { ORBSTACK_HOST: 'docker', ORBSTACK_IMAGE: image, ORBSTACK_RUN: runId, ORBSTACK_PULL: 'never' },
      signal,
    });
  return {
    registration: await module.create(contextOf('provider')),
    processes: createProcesses(module, contextOf),
    clock,
    facts,
    transcript,
    ledger: createLedger(engine, runId),
    faults: wire.faults,
    shell: createContainerShell(createEngine(exec), { runId, image }),
    disk: createMachineDisk(createEngine(exec)),
    drift: createDrift(engine, runId, clock),
    constraints: createConstraints({ ...host, canEnter: whyNot === null }),
    network: await createNetwork({ ...host, whyNoNamespace: whyNot }),
    close: async () => {
      await close();
      await sweepRun(engine, runId);
    },
  };
}
