import type { Instance } from '../../provider/instance.ts';
import { mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { describeValue } from '../describe.ts';
import { anyObservedLife } from '../generators/observed-life.ts';
import { wholeLife } from '../generators/whole-life.ts';
import { waitQuiet } from '../quiet.ts';
import { instancesOf } from '../reads.ts';
import { sameValue } from '../same-value.ts';
import type { Name } from '../step.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';

/** A field that goes missing from one read to the next may do so late. */
const looksMin = 3;

export const stableFields: Contract = defineContract({
  id: 'observe.stable-fields',
  intent: 'observe',
  title: 'Fields do not change between reads',
  statement:
    'name, region, image, spec, tags and createdAt of an instance are the same in every read, once the consistency window after its spawn has passed. While it is alive, what get has reported get keeps reporting, and so does list.',
  steps: anyObservedLife,
  boundaries: (facts) => [wholeLife(facts)],
  run: async (trial) => {
    const album: Album = new Map();
    // Whether a read is old enough to be held to is told from when it began: the window may end while it is under way.
    const note = () => noteMature(trial, album);
    const look = (result: Read) => {
      compare(trial, album, result);
      note();
    };
    await trial.play({ spawn: look, get: look, list: look, wait: note, 'await-running': note, terminate: note });
    await waitQuiet(trial);
    note();
    for (let time = 1; time <= looksMin; time += 1) {
      for (const target of trial.alive()) look(await trial.probe({ op: 'get', target }));
      look(await trial.probe({ op: 'list' }));
    }
  },
});

type Read = StepResult<'spawn'> | StepResult<'get'> | StepResult<'list'>;

/** What was seen of one instance so far: in any read, and in each kind of read. */
interface Portrait {
  readonly shownByMs: number;
  mature: boolean;
  readonly first: Partial<Record<Field, unknown>>;
  readonly reported: { readonly [Op in Read['step']['op']]: Set<Field> };
}

const fields = ['name', 'region', 'image', 'spec', 'tags', 'createdAt'] as const satisfies readonly (keyof Instance)[];
type Album = Map<Name, Portrait>;
type Field = (typeof fields)[number];

function compare(trial: Trial, album: Album, result: Read): void {
  mustResolve(trial, result);
  if (result.step.op === 'spawn') album.set(result.step.as, newPortrait(trial));
  for (const [name, portrait] of album) {
    const instance = instancesOf(result).find(({ id }) => id === trial.idOf(name));
    // What spawn answered is what the provider claims; a read soon after may not show it all yet.
    if (!instance || (result.step.op !== 'spawn' && !portrait.mature)) continue;
    for (const field of fields) mustBeAsBefore(trial, name, portrait, field, instance, result.step.op);
  }
}

function newPortrait(trial: Trial): Portrait {
  return {
    shownByMs: trial.clock.monotonic() + trial.facts.tolerances.consistencyWindowMs,
    mature: false,
    first: {},
    reported: { spawn: new Set(), get: new Set(), list: new Set() },
  };
}

function noteMature(trial: Trial, album: Album): void {
  for (const portrait of album.values()) portrait.mature = trial.clock.monotonic() >= portrait.shownByMs;
}

function mustBeAsBefore(
  trial: Trial,
  name: Name,
  { first, reported }: Portrait,
  field: Field,
  instance: Instance,
  op: Read['step']['op'],
): void {
  const value: unknown = instance[field];
  if (value === undefined) {
    const lost = reported[op].has(field) && trial.alive().includes(name);
    trial.expect(!lost, 'a field that a read has reported stays', () => `${field} of ${name} is gone from ${op}`);
    return;
  }
  trial.expect(
    first[field] === undefined || sameValue(first[field], value),
    'the fields of an instance are the same in every read',
    () => `${field} of ${name} was ${describeValue(first[field])} and is ${describeValue(value)} in ${op}`,
  );
  first[field] ??= copyOf(value);
  reported[op].add(field);
}

/** A copy of its own, so that an instance changed later is found out; the value itself where it cannot be copied. */
function copyOf(value: unknown): unknown {
  try {
    return structuredClone(value);
  } catch {
    return value;
  }
}
