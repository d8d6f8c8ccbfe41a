import type { IntentState, Intents } from './intents.ts';
import { isLiving } from './oracles/oracle.ts';
import { isLimited } from './terms.ts';
import type { Machine, Truth } from './truth.ts';

/** Where something is not yet as it was asked for. One sentence each; none at rest. */
export function unsettled(intents: Intents, truth: Truth): readonly string[] {
  return intents.states.flatMap((state) => whyUnsettled(state, intents, truth) ?? []);
}

/** Everything is as it was asked for, and nothing is there beside it. */
export function isAtRest(intents: Intents, truth: Truth): boolean {
  const isSpokenOf = (machine: Machine) =>
    machine.intent !== undefined && intents.get(machine.intent)?.view?.instanceId === machine.id;
  return unsettled(intents, truth).length === 0 && truth.machines.filter(isLiving).every(isSpokenOf);
}

/** Whether this one is as it was asked for. */
export function isSettled(id: string, intents: Intents, truth: Truth): boolean {
  const state = intents.get(id);
  return state !== undefined && whyUnsettled(state, intents, truth) === undefined;
}

function whyUnsettled(
  { id, launch, terminate, terms, view }: IntentState,
  intents: Intents,
  truth: Truth,
): string | undefined {
  if (launch === 'not-asked') return undefined;
  if (launch === 'asked') return `the launch of ${id} was never acknowledged`;
  if (terminate === 'asked') return `the end of ${id} was never acknowledged`;
  const living = truth.livingOf(id);
  const machine = living.find((each) => each.id === view?.instanceId) ?? living[0];
  if (terminate === 'acknowledged' || intents.isDue(id)) {
    if (view !== undefined && view.phase !== 'ended' && view.phase !== 'refused')
      return `${id} is still called ${view.phase}`;
    return machine && `${machine.name} of ${id} still lives`;
  }
  if (view?.phase === 'refused') return undefined;
  if (view?.phase !== 'running') return `${id} is ${view ? `still called ${view.phase}` : 'not known'}`;
  if (!machine?.running) return `${id} is called running and has no machine that runs`;
  if (machine.id !== view.instanceId) return `${id} is called running on another machine than ${machine.name}`;
  return isLimited(terms) ? `${id} was to end by itself` : undefined;
}
