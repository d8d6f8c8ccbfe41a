import { createProcesses } from '../../testbed/processes.ts';
import { createRealClock } from '../../testbed/real-clock.ts';
import { createRandom, deriveSeed } from '../../testbed/seeded-random.ts';
import type { OpenOptions, Testbed, World } from '../../testbed/testbed.ts';
import { createTranscriptRecorder } from '../../testbed/transcript-recorder.ts';
import { createExecWire } from '../../testbed/wire/exec-wire.ts';
import { createWorldContext } from '../../testbed/world-context.ts';
import { classify } from './classify.ts';
import { createConstraints } from './constraints.ts';
import { createMachineDisk } from './disk.ts';
import { createDrift } from './drift.ts';
import { createOrbctlExec } from './exec.ts';
import { createLedger } from './ledger.ts';
import { createRunMachines } from './machines.ts';
import { connectionLost, nativeError, nativeErrors, unknownState } from './native-errors.ts';
import { probeOrbctl } from './probe.ts';
import { createMachineShell } from './shell.ts';
import { sweepRun } from './sweep.ts';
import { askWorldFacts } from './world-facts.ts';

const imageDefault = 'alpine';

/** A call that hangs on purpose should not hold the run for as long as a slow network would. */
const createTimeoutMs = 45_000;

/** A run makes more machines than one control plane does in a day. */
const churnMax = 2_000;

const clock = createRealClock();

/**
 * Real machines of the OrbStack on this Mac, with the faults of the wire in front of the orbctl command. One world for
 * the whole run; the names of everything in it carry the run.
 *
 * @example
 * const missing = await orbctlOrbstack.probe({});
 */
export const orbctlOrbstack: Testbed = {
  name: 'orbctl',
  fidelity: 'local',
  abilities: ['ledger', 'faults', 'shell', 'disk', 'processes', 'drift', 'constraints'],
  runsDefault: 2,
  isolation: 'run',
  probe: () => probeOrbctl(createOrbctlExec()),
  open: openWorld,
  sweep: (runId) => sweepRun(createRunMachines(createOrbctlExec(), runId), clock.sleep),
};

async function openWorld({ module, seed, runId, settings, signal, changes }: OpenOptions): Promise<World> {
  const exec = createOrbctlExec();
  const machines = createRunMachines(exec, runId);
  const image = settings.image ?? imageDefault;
  const facts = await askWorldFacts(exec, image);
  const transcript = createTranscriptRecorder();
  const wire = createExecWire(
    { exec, classify, nativeError, connectionLost, unknownState, nativeErrors },
    { clock, transcript },
  );
  const contextOf = (name: string) =>
    createWorldContext({
      exec: wire.exec,
      clock,
      random: createRandom(deriveSeed(seed, name)),
      env: {
        ORBSTACK_HOST: 'orbctl',
        ORBSTACK_IMAGE: image,
        ORBSTACK_RUN: runId,
        ORBSTACK_CHURN_MAX: String(churnMax),
        ORBSTACK_CREATE_TIMEOUT_MS: String(createTimeoutMs),
      },
      signal,
    });
  return {
    registration: await module.create(contextOf('provider')),
    processes: createProcesses(module, contextOf),
    clock,
    facts,
    transcript,
    ledger: createLedger(machines),
    faults: wire.faults,
    shell: createMachineShell(machines, image),
    disk: createMachineDisk(machines),
    drift: createDrift(machines, exec, clock),
    constraints: createConstraints({ machines, exec, log: changes }),
    close: async () => {
      await sweepRun(machines, clock.sleep);
    },
  };
}
