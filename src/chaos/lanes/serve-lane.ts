import { once } from 'node:events';
import { describeWithCauses } from '../../contracts/describe.ts';
import type { ProviderModule } from '../../provider/registration.ts';
import { createRealClock } from '../../testbed/real-clock.ts';
import type { Testbed } from '../../testbed/testbed.ts';
import type { ControlPlaneSubject } from '../control-plane-subject.ts';
import { adapterFor, loadControlPlane } from '../load-control-plane.ts';
import type { AnswerOf, LaneSubject, LaneTask, Lost } from './lane.ts';
import type { LaneSetup } from './lane-setup.ts';
import { performTask } from './perform-task.ts';

/** Whom to load, and where from. */
export interface LaneOpening {
  readonly subject: ControlPlaneSubject;
  readonly cwd: string;
  readonly provider: string;
  readonly testbed: string;
}

/** The first message to the process of a lane. */
export interface LaneStart {
  readonly opening: LaneOpening;
  readonly setup: LaneSetup;
}

export type LaneAnswer = AnswerOf<LaneTask> | Lost | LaneSubject | { readonly problem: string };

/** The other end of a process lane: loads the control plane, says so, and does what it is asked, one task after the other. */
export async function serveLane(
  findHost: (opening: LaneOpening) => Promise<{ readonly provider: ProviderModule; readonly testbed: Testbed }>,
): Promise<void> {
  const [{ opening, setup }] = (await once(process, 'message')) as [LaneStart];
  // Taken before anything of the control plane is loaded, which might replace them.
  const exit = process.exit.bind(process);
  const send = process.send?.bind(process);
  if (!send) throw new Error('this is no process of a lane');
  const tell = (answer: LaneAnswer, done: () => void = () => {}) => send(answer, undefined, undefined, done);
  process.on('uncaughtException', (thrown) =>
    tell({ lost: 'crashed', text: `its process died: ${describeWithCauses(thrown)}` }, () => exit(1)),
  );
  process.on('disconnect', () => exit());
  const { testbed, provider: ofHost } = await findHost(opening);
  const controlPlane = await loadControlPlane(opening.subject, opening.cwd).catch((thrown: Error) => {
    tell({ problem: thrown.message });
  });
  if (!controlPlane) return;
  const { signal } = new AbortController();
  const wallMs = createRealClock().monotonic;
  const provider = await adapterFor(opening.subject, ofHost);
  const host = { testbed, provider, controlPlane, signal, wallMs };
  process.on('message', async (task: LaneTask) => {
    const answer = await performTask(task, host, setup).catch((thrown): Lost => {
      return { lost: 'crashed', text: describeWithCauses(thrown) };
    });
    // What a run leaves behind that fails is to fail with it.
    setImmediate(() => tell(answer));
  });
  const { name, features } = controlPlane;
  tell({ name, ...(features && { features }) });
}
