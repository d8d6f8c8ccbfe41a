import type { Answer } from './answer.ts';
import { type MachineRecord, machineBody, type PowerChange, stateAt } from './machine.ts';
import { unknownMachine } from './machines.ts';
import type { Store } from './store.ts';

/** `POST /v1/machines/{id}/hibernate`. Whatever the machine is doing; nothing where it sleeps already. */
export function hibernateMachine(store: Store, id: string): Answer {
  return change(store, id, 'asleep');
}

/** `POST /v1/machines/{id}/resume`. A machine that is still falling asleep is woken at once. */
export function resumeMachine(store: Store, id: string): Answer {
  return change(store, id, 'awake');
}

function change(store: Store, id: string, to: 'asleep' | 'awake'): Answer {
  const record = livingMachine(store, id);
  if (!record) return unknownMachine(id);
  const { powerChanges } = record;
  const atMs = store.clock.now();
  if (isAwake(powerChanges) !== (to === 'awake')) powerChanges.push({ atMs, to });
  const state = stateAt(record, atMs, store.options);
  return state ? { status: 200, body: machineBody(record, state, atMs) } : unknownMachine(id);
}

function isAwake(changes: readonly PowerChange[]): boolean {
  return (changes.at(-1)?.to ?? 'awake') === 'awake';
}

/** One that somebody has asked to end is nobody's to wake. */
function livingMachine(store: Store, id: string): MachineRecord | undefined {
  const record = store.machines.get(id);
  return record && store.clock.now() < record.deletedAtMs ? record : undefined;
}
