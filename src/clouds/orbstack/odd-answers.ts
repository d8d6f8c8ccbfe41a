import type { Misdeed } from '../../testbed/misconduct.ts';
import { type Answer, refusal } from './answer.ts';
import { isGone, type MachineOrder, type MachineRecord, type MachineState } from './machine.ts';
import { livingMachines, type Store } from './store.ts';

type Shape = Extract<Misdeed, { kind: 'refuses-oddly' }>['shape'];

const full = 'this host has no room for another machine';

const refusals: Readonly<Record<Shape, Answer>> = {
  'capacity-as-400': refusal(400, 'host_full', full),
  'catalogue-as-404': refusal(404, 'offer_not_found', 'no machine of this size is on offer'),
  'suffixed-code': refusal(503, 'host_full_with_details', full),
  prose: { status: 400, body: { error: { message: full } } },
};

/** A refusal for want of room that does not look like one, where the service is in that mood. */
export function oddRefusal({ misconduct }: Store): Answer | undefined {
  const odd = misconduct.commit('refuses-oddly');
  return odd && refusals[odd.shape];
}

/** Whose the name is said to be: null for nobody's, although it is somebody's; undefined where nothing is wrong. */
export function wrongHolder(
  last: MachineRecord | undefined,
  rightful: MachineRecord | undefined,
  store: Store,
): MachineRecord | null | undefined {
  const { misconduct, wentWrong, clock } = store;
  const confused = misconduct.inForce('confuses-tokens');
  const wasMistaken = wentWrong.delete('token');
  if (!confused) return undefined;
  const { flaw, afterMs } = confused;
  const isForgotten = rightful !== undefined && clock.now() - rightful.createdAtMs >= afterMs;
  if (flaw === 'forgotten' && isForgotten) return misconduct.commit('confuses-tokens') && null;
  if (flaw === 'kept' && last && !rightful) return misconduct.commit('confuses-tokens') && last;
  const [other] = livingMachines(store);
  if (flaw !== 'mistaken' || rightful || !other || wasMistaken) return undefined;
  // Whoever asks again at once must not be told the same for ever.
  wentWrong.add('token');
  return misconduct.commit('confuses-tokens') && other;
}

/** The order under the name that the service makes of the name it was given. */
export function normalised(order: MachineOrder, { misconduct }: Store): MachineOrder {
  if (!misconduct.inForce('normalises-names')) return order;
  const labels = Object.entries(order.labels).map(([key, value]) => [key, isName(key) ? plain(value) : value] as const);
  if (labels.every(([key, value]) => order.labels[key] === value)) return order;
  misconduct.commit('normalises-names');
  return { ...order, labels: Object.fromEntries(labels) };
}

/** The service's own name of a machine is its token; what people call it is a label. */
function isName(key: string): boolean {
  return /(^|[.-])name$/.test(key);
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z]/g, '');
}

/** The state that a read shows: mostly the one that the machine is in. */
export function shownState(record: MachineRecord, state: MachineState | null, store: Store): string | null {
  const { misconduct, clock } = store;
  const isBack = state === null && isGone(record, clock.now()) && misconduct.commit('shows-the-gone');
  if (isBack) return 'running';
  const flap = misconduct.inForce('flaps');
  const isSteady = state === null || record.deletedAtMs <= clock.now() || state === flap?.state;
  if (!flap || isSteady) return state;
  record.hasFlapped = !record.hasFlapped;
  if (!record.hasFlapped) return state;
  misconduct.commit('flaps');
  return flap.state;
}
