import type { Clock } from '../provider/context.ts';
import type { ControlPlaneProcess } from './control-plane-process.ts';
import type { Director } from './director.ts';
import type { Experiment } from './experiment.ts';
import type { History } from './history.ts';
import type { Intents } from './intents.ts';
import type { Judge } from './judge.ts';
import type { Reactions } from './reactions.ts';
import { readViews } from './read-views.ts';
import type { Truth } from './truth.ts';
import { isAtRest } from './unsettled.ts';

/** What the phases of a run work with. */
export interface RunPhases {
  readonly phases: Experiment['phases'];
  readonly process: ControlPlaneProcess;
  readonly intents: Intents;
  readonly truth: Truth;
  readonly judge: Judge;
  readonly director: Director;
  readonly history: History;
  readonly reactions: Reactions;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly look: () => Promise<void>;
  readonly onHealed: () => void;
}

const tickMs = 1_000;
/** So long everything must have been as it was asked for before it counts as at rest. */
const restMs = 10_000;

/** disturb → heal → quiet → converge. Ends at the first violation, and when the run is aborted. */
export async function passPhases(run: RunPhases): Promise<void> {
  const { phases, history, director, judge } = run;
  void reconcileAgainAndAgain(run);
  await watchFor(phases.disturbMs, run);
  if (judge.violation() || run.signal.aborted) return;
  // Where the service stays ill, nobody could converge, and what has not come yet is no failure.
  if (director.heal()) judge.excuseLiveness();
  await director.undone();
  run.onHealed();
  history.add({ lane: 'run', did: 'heals' });
  await watchFor(phases.quietMs, run);
  if (judge.violation() || run.signal.aborted) return;
  history.add({ lane: 'run', did: 'asks-to-converge' });
  const hasConverged = await watchUntilRest(phases.convergeMs, run);
  if (judge.violation() || run.signal.aborted) return;
  history.add({ lane: 'run', did: hasConverged ? 'converged' : 'gives-up' });
  judge.ask('atRest');
}

async function watchFor(ms: number, run: RunPhases): Promise<void> {
  const untilMs = run.clock.monotonic() + ms;
  while (run.clock.monotonic() < untilMs && !run.judge.violation() && !run.signal.aborted) {
    await run.clock.sleep(Math.min(tickMs, untilMs - run.clock.monotonic()));
    await tick(run);
  }
}

async function watchUntilRest(withinMs: number, run: RunPhases): Promise<boolean> {
  const untilMs = run.clock.monotonic() + withinMs;
  let restedMs = 0;
  while (run.clock.monotonic() < untilMs && !run.judge.violation() && !run.signal.aborted) {
    await run.clock.sleep(tickMs);
    await tick(run);
    restedMs = isAtRest(run.intents, run.truth) ? restedMs + tickMs : 0;
    if (restedMs >= restMs) return true;
  }
  return false;
}

async function tick(run: RunPhases): Promise<void> {
  await listen(run);
  await run.look();
  run.reactions.look();
  await run.director.tick();
}

/** Rounds of the control plane, one after the other; it is asked for none while it is down. */
async function reconcileAgainAndAgain({ phases, process, clock, history, signal }: RunPhases): Promise<void> {
  while (!signal.aborted) {
    await clock.sleep(phases.reconcileEveryMs);
    if (!process.isUp()) continue;
    await process
      .ask((controlPlane) => controlPlane.reconcile())
      .catch((thrown) => {
        if (process.isUp()) history.add(threw('reconcile', thrown));
      });
  }
}

/** What the control plane says; it has until the next tick, and calls nobody for it. */
async function listen({ process, clock, history, intents, judge }: RunPhases): Promise<void> {
  if (!process.isUp()) return;
  const late = Promise.withResolvers<undefined>();
  const cancel = clock.after(tickMs, () => late.resolve(undefined));
  const said: unknown = await Promise.race([process.ask((controlPlane) => controlPlane.observe()), late.promise]).catch(
    (thrown) => {
      if (process.isUp()) history.add(threw('observe', thrown));
    },
  );
  cancel();
  if (said === undefined) return;
  const views = readViews(said);
  if (typeof views === 'string') judge.accuse({ signature: 'views', message: views });
  else intents.hear(views);
}

/** What the control plane threw, as the history has it. */
export function threw(during: string, thrown: unknown) {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { lane: 'control-plane', did: 'throws', during, message } as const;
}
