import type { Ledger, LedgerEntry } from '../testbed/ledger.ts';
import type { History, MachineChange } from './history.ts';

/** The tag by which a machine is known to be one of an intent. The workload puts it into every request. */
export const intentTag = 'assay-intent';

/** One machine as it really is. Kept after its end. */
export interface Machine {
  readonly id: string;
  /** For people: `m1` is the first that was made. */
  readonly name: string;
  /** Whom it was made for, whatever became of its tags; absent for one that nobody asked for. */
  intent?: string;
  /** As it was really made, whatever was asked for. */
  readonly isSpot: boolean;
  /** Somebody else's, there from the beginning, or made by them in the midst of things. */
  readonly isBystander: boolean;
  /** The intent of which it carries the tag, although it was never made for it. */
  readonly likeOf?: string;
  /** Made by the service beside one that was asked for. */
  readonly isUnasked: boolean;
  /** Whether it still carries every tag that it was made with. */
  isMarked: boolean;
  running: boolean;
  ending: boolean;
  gone: boolean;
  /** Since when it has been as it is: running, or not. */
  sinceMs: number;
  readonly bornMs: number;
  /** When it was first seen to run; absent as long as it never was. */
  ranMs?: number;
  /** When it was on its way out. */
  endingMs?: number;
}

/** The ground truth, as far as it was looked at. */
export interface Truth {
  readonly machines: readonly Machine[];
  /** The machines of an intent that are neither gone nor on their way out. */
  livingOf(intent: string): readonly Machine[];
  /** Whether there is a machine of somebody else that looks like one of the intent. */
  isMimicked(intent: string | undefined): boolean;
  /** All that there ever were for it. */
  machinesOf(intent: string): readonly Machine[];
  find(id: string): Machine | undefined;
  nameOf(id: string): string;
  /** Looks again, and tells what has changed. */
  look(): Promise<void>;
}

export interface TruthOptions {
  readonly ledger: Ledger;
  readonly history: History;
  readonly elapsedMs: () => number;
  readonly onChange: (change: MachineChange, machine: Machine) => void;
}

/** Whatever exists at the first look is somebody else's. */
export async function watchTruth(options: TruthOptions): Promise<Truth> {
  const machines = new Map<string, Machine>();
  // The same, for whoever looks through all of them at every turn.
  const list: Machine[] = [];
  let isFirst = true;
  let ours = 0;

  const tagsAtBirth = new Map<Machine, LedgerEntry['tags']>();

  const enter = ({ id, tags, isForeign, isUnasked, isSpot }: LedgerEntry): Machine => {
    const isBystander = isFirst || isForeign === true;
    const intent = isBystander ? undefined : tags[intentTag];
    if (!isBystander) ours += 1;
    const machine: Machine = {
      id,
      name: isBystander ? (isFirst ? 'bystander' : 'look-alike') : `m${ours}`,
      ...(intent !== undefined && { intent }),
      isSpot: isSpot === true,
      isBystander,
      ...(isForeign && tags[intentTag] !== undefined && { likeOf: tags[intentTag] }),
      isUnasked: isUnasked === true,
      ...{ isMarked: true, running: false, ending: false, gone: false },
      sinceMs: options.elapsedMs(),
      bornMs: options.elapsedMs(),
    };
    // The id of a machine that is gone may be given again.
    const before = machines.get(id);
    if (before) machines.set(`${id} ${before.name}`, before);
    machines.set(id, machine);
    list.push(machine);
    tagsAtBirth.set(machine, tags);
    tell('born', machine);
    return machine;
  };

  const tell = (did: MachineChange, machine: Machine): void => {
    const { name, intent, isBystander } = machine;
    if (isBystander) return;
    options.history.add({ lane: 'truth', did, machine: name, ...(intent !== undefined && { intent }) });
    options.onChange(did, machine);
  };

  /** Where a service writes tags when the machine is there, whose it is shows only then. */
  const learn = (machine: Machine, { tags, isForeign }: LedgerEntry): void => {
    const intent = tags[intentTag];
    if (machine.intent !== undefined || machine.isBystander || isForeign || intent === undefined) return;
    machine.intent = intent;
    tagsAtBirth.set(machine, tags);
  };

  const update = (entry: LedgerEntry): void => {
    const known = machines.get(entry.id);
    // Nothing becomes of it any more.
    if (known?.gone && entry.gone) return;
    const machine = known === undefined || (known.gone && !entry.gone) ? enter(entry) : known;
    learn(machine, entry);
    const marks = tagsAtBirth.get(machine) ?? {};
    machine.isMarked = entry.tags === marks || hasAll(entry.tags, marks);
    const ending = entry.gone || entry.ending === true;
    const running = entry.running && !ending;
    if (running !== machine.running) {
      machine.running = running;
      machine.sinceMs = options.elapsedMs();
      if (running) machine.ranMs ??= machine.sinceMs;
      if (running || !ending) tell(running ? 'running' : 'stopped', machine);
    }
    if (ending && !machine.ending) {
      machine.ending = true;
      machine.endingMs = options.elapsedMs();
      tell('ending', machine);
    }
    if (entry.gone && !machine.gone) {
      machine.gone = true;
      tell('gone', machine);
    }
  };

  const look = async (): Promise<void> => {
    for (const entry of await options.ledger.entries()) if (entry.kind === 'instance') update(entry);
  };
  await look();
  isFirst = false;

  return {
    machines: list,
    livingOf: (intent) => list.filter((machine) => machine.intent === intent && !machine.ending),
    isMimicked: (intent) => intent !== undefined && list.some(({ likeOf, ending }) => likeOf === intent && !ending),
    machinesOf: (intent) => list.filter((machine) => machine.intent === intent),
    find: (id) => machines.get(id),
    nameOf: (id) => machines.get(id)?.name ?? id,
    look,
  };
}

function hasAll(tags: LedgerEntry['tags'], wanted: LedgerEntry['tags']): boolean {
  return Object.entries(wanted).every(([key, value]) => tags[key] === value);
}
