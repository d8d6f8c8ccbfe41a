import { parentPort, workerData } from 'node:worker_threads';
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

export type LaneAnswer = AnswerOf<LaneTask> | Lost | LaneSubject | { readonly problem: string };

/** The other end of a thread lane: loads the control plane, says so, and does what it is asked, one task after the other. */
export async function serveLane(
  findHost: (opening: LaneOpening) => { readonly provider: ProviderModule; readonly testbed: Testbed },
): Promise<void> {
  const port = parentPort;
  if (!port) throw new Error('this is no thread of a lane');
  const { opening, setup } = workerData as { readonly opening: LaneOpening; readonly setup: LaneSetup };
  const tell = (answer: LaneAnswer) => port.postMessage(answer);
  const controlPlane = await loadControlPlane(opening.subject, opening.cwd).catch((thrown: Error) => {
    tell({ problem: thrown.message });
  });
  if (!controlPlane) return;
  const { signal } = new AbortController();
  const wallMs = createRealClock().monotonic;
  const { testbed, provider: ofHost } = findHost(opening);
  const provider = await adapterFor(opening.subject, ofHost);
  const host = { testbed, provider, controlPlane, signal, wallMs };
  port.on('message', async (task: LaneTask) => {
    const answer = await performTask(task, host, setup).catch((thrown): Lost => {
      return { lost: 'crashed', text: describeWithCauses(thrown) };
    });
    // What a run leaves behind that fails is to fail with it.
    setImmediate(() => tell(answer));
  });
  const { name, features } = controlPlane;
  tell({ name, ...(features && { features }) });
}
