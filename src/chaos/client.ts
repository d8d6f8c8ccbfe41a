import type { LaunchIntent } from '../controlplane/control-plane.ts';
import type { Clock } from '../provider/context.ts';
import type { ControlPlaneProcess } from './control-plane-process.ts';
import type { Job, Launch, Operation } from './experiment.ts';
import type { History } from './history.ts';
import type { Intents } from './intents.ts';
import type { RunEvent } from './trigger.ts';

export interface ClientOptions {
  readonly operations: readonly Operation[];
  readonly process: ControlPlaneProcess;
  readonly intents: Intents;
  readonly history: History;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly toIntent: (operation: Launch) => LaunchIntent;
  readonly onEvent: (event: RunEvent) => void;
}

/** How long a client waits before it asks again, and how long for an answer. */
const againMs = 1_000;
const patienceMs = 120_000;

/** What is acknowledged once and for all. */
type Demand = Exclude<Operation, Job>;

/**
 * Asks for what the workload says, when it says so. Whoever gets no answer asks again until the answer comes: as long as
 * nothing was acknowledged, nothing was promised.
 */
export function playWorkload(options: ClientOptions): void {
  const demands = options.operations.filter((operation) => operation.do !== 'run-job');
  const byIntent = Map.groupBy(demands, ({ intent }) => intent);
  for (const operations of byIntent.values()) void playInTurn(operations, options);
}

async function playInTurn(operations: readonly Demand[], options: ClientOptions): Promise<void> {
  const beganMs = options.clock.monotonic();
  try {
    for (const operation of operations.toSorted((a, b) => a.atMs - b.atMs)) {
      const dueMs = beganMs + operation.atMs - options.clock.monotonic();
      await options.clock.sleep(Math.max(0, dueMs), options.signal);
      await play(operation, options);
    }
  } catch (thrown) {
    if (!options.signal.aborted) throw thrown;
  }
}

async function play(operation: Demand, options: ClientOptions): Promise<void> {
  const { history, intents, clock, signal } = options;
  const state = intents.get(operation.intent);
  if (!state || state[operation.do] === 'acknowledged') return;
  const about = { lane: 'client', operation: operation.do, intent: operation.intent } as const;
  history.add({ ...about, did: 'asks' });
  state[operation.do] = 'asked';
  while (!(await isAcknowledged(operation, options))) await clock.sleep(againMs, signal);
  state[operation.do] = 'acknowledged';
  options.process.surroundings.disk.keep();
  history.add({ ...about, did: 'is-acknowledged' });
  options.onEvent('acknowledged');
}

async function isAcknowledged(operation: Demand, options: ClientOptions): Promise<boolean> {
  const { process, clock, signal, history } = options;
  if (!process.isUp()) return false;
  const answer = process.ask((controlPlane) =>
    operation.do === 'launch'
      ? controlPlane.launch(options.toIntent(operation))
      : controlPlane.terminate(operation.intent),
  );
  const outcome = await Promise.race([
    answer.then(
      () => 'acknowledged' as const,
      () => 'refused' as const,
    ),
    clock.sleep(patienceMs, signal).then(() => 'nothing' as const),
  ]);
  if (outcome === 'refused')
    history.add({ lane: 'client', did: 'is-refused', operation: operation.do, intent: operation.intent });
  return outcome === 'acknowledged';
}
