import type { Answer } from './answer.ts';
import { type MachineRecord, machineBody, stateAt } from './machine.ts';
import { unknownMachine } from './machines.ts';
import type { Store } from './store.ts';

/** `POST /v1/machines/{id}/hibernate`. Whatever the machine is doing; nothing where it sleeps already. */
export function hibernateMachine(store: Store, id: string): Answer {
  const record = livingMachine(store, id);
  if (!record) return unknownMachine(id);
  if (isAwake(record)) putToSleep(record, store.clock.now());
  return answerMachine(store, record);
}

/** `POST /v1/machines/{id}/resume`. A machine that is still falling asleep wakes when it has. */
export function resumeMachine(store: Store, id: string): Answer {
  const record = livingMachine(store, id);
  if (!record) return unknownMachine(id);
  const asleep = record.powerChanges.at(-1);
  if (asleep?.to === 'asleep') {
    const atMs = Math.max(store.clock.now(), asleep.atMs + store.options.hibernateMs);
    record.powerChanges.push({ atMs, to: 'awake' });
  }
  return answerMachine(store, record);
}

/** One that somebody has asked to end is nobody's to wake. */
function livingMachine(store: Store, id: string): MachineRecord | undefined {
  const record = store.machines.get(id);
  return record && store.clock.now() < record.deletedAtMs ? record : undefined;
}

function isAwake({ powerChanges }: MachineRecord): boolean {
  return powerChanges.at(-1)?.to !== 'asleep';
}

function putToSleep({ powerChanges }: MachineRecord, nowMs: number): void {
  const last = powerChanges.at(-1);
  // It has not even slept yet: waking it is called off.
  if (last && last.atMs > nowMs) powerChanges.pop();
  else powerChanges.push({ atMs: nowMs, to: 'asleep' });
}

function answerMachine(store: Store, record: MachineRecord): Answer {
  const state = stateAt(record, store.clock.now(), store.options);
  return state ? { status: 200, body: machineBody(record, state) } : unknownMachine(record.id);
}
