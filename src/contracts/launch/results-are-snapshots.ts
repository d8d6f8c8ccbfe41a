import { type Contract, defineContract } from '../contract.ts';
import { describeValue } from '../describe.ts';
import { anyLifeSteps } from '../generators/life-steps.ts';
import { anySpawnRequest, plainRequest } from '../generators/spawn-request.ts';
import { findInstance, mustSpawn } from '../instance-checks.ts';
import { waitQuiet } from '../quiet.ts';
import { mustGet, mustList } from '../reads.ts';
import { sameValue } from '../same-value.ts';
import type { StepOp } from '../step.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';

export const resultsAreSnapshots: Contract = defineContract({
  id: 'launch.results-are-snapshots',
  intent: 'launch',
  title: 'What the provider hands out is a snapshot',
  statement:
    'An instance that spawn, get or list returned does not change under its reader when time passes or other calls are made; and what a reader does to it does not change what later reads return.',
  steps: (facts) =>
    anyLifeSteps(facts, {
      kinds: ['spawn', 'wait', 'await-running', 'get', 'list', 'terminate'],
      request: anySpawnRequest(facts),
      spawnsMax: 3,
    }),
  boundaries: (facts) => [
    [
      { op: 'spawn', as: 'i1', request: { ...plainRequest(facts), tags: { kteam: 'blue' } } },
      { op: 'get', target: 'i1' },
      { op: 'list' },
      { op: 'await-running', target: 'i1' },
    ],
  ],
  run: async (trial: Trial) => {
    const handedOut: HandedOut[] = [];
    const keep = (result: StepResult): void => {
      if (result.outcome === 'resolved')
        handedOut.push({ op: result.step.op, value: result.value, copy: copyOf(result.value) });
    };
    await trial.play({
      spawn: (result) => {
        mustSpawn(result, trial);
        keep(result);
      },
      get: keep,
      list: keep,
      'await-running': keep,
    });

    await waitQuiet(trial);
    for (const name of trial.bound()) keep(await trial.probe({ op: 'get', target: name }));
    keep(await trial.probe({ op: 'list' }));
    for (const result of handedOut) mustBeAsItWas(trial, result);

    for (const { value } of handedOut) scribbleOn(value);
    await mustReadClean(trial);
  },
});

interface HandedOut {
  readonly op: StepOp;
  readonly value: unknown;
  readonly copy: unknown;
}

function mustBeAsItWas(trial: Trial, { op, value, copy }: HandedOut): void {
  const expected = 'an instance that was returned stays as it was';
  trial.expect(
    sameValue(value, copy),
    expected,
    () => `${op} gave ${describeValue(copy)}, now ${describeValue(value)}`,
  );
}

/** Every instance that is alive still reads as itself, without a trace of what a reader did to earlier results. */
async function mustReadClean(trial: Trial): Promise<void> {
  const expected = 'a later read does not show what a reader did to an earlier result';
  const listed = mustList(trial, await trial.probe({ op: 'list' }));
  for (const name of trial.alive()) {
    const id = trial.idOf(name);
    const got = mustGet(trial, await trial.probe({ op: 'get', target: name }));
    trial.expect(got?.id === id && !isScribbledOn(got), expected, () => `get(${name}): ${describeValue(got)}`);
    const entry = findInstance(listed, id);
    trial.expect(
      entry !== undefined && !isScribbledOn(entry),
      expected,
      () => `list, ${name}: ${describeValue(listed)}`,
    );
  }
}

const scribble = 'changed by the reader';
const depthMax = 6;

/** Changes whatever a reader could change; a frozen result is a snapshot all right. */
function scribbleOn(value: unknown, depth = 0): void {
  if (typeof value !== 'object' || value === null || depth > depthMax) return;
  for (const part of Object.values(value)) scribbleOn(part, depth + 1);
  for (const key of Object.keys(value)) {
    if (typeof Reflect.get(value, key) === 'string') Reflect.set(value, key, scribble);
  }
  if (Array.isArray(value)) Reflect.set(value, 'length', 0);
  else Reflect.set(value, 'scribble', scribble);
}

function isScribbledOn(instance: unknown): boolean {
  return describeWhole(instance).includes(scribble);
}

function describeWhole(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '';
  }
}

/** Untrusted: what cannot be copied cannot be compared either. */
function copyOf(value: unknown): unknown {
  try {
    return structuredClone(value);
  } catch {
    return value;
  }
}
