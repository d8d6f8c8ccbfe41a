import type { SweptRun } from '../engine/sweep.ts';
import type { StuckThing } from '../testbed/testbed.ts';

const unfinished: readonly SweptRun['outcome'][] = ['left', 'stuck', 'unreadable'];

/** Whether somebody still has to do something about it. */
export function isUnfinished({ outcome }: SweptRun): boolean {
  return unfinished.includes(outcome);
}

/** What is to be said of one run. */
export function sweptRunLines(run: SweptRun, nowMs: number, outDir: string): readonly string[] {
  if (run.outcome === 'unreadable') {
    const where = run.movedTo === undefined ? run.file : `${run.file}, now ${run.movedTo},`;
    return [`${where} cannot be read: ${run.problem}; look for what its run made by hand`];
  }
  const { caretaker, left, unanswered, changes } = run.state;
  const head = `run ${caretaker.runId}, ${subjectOf(run)} on ${caretaker.testbed}: ${headlineOf(run)}`;
  if (run.outcome === 'under-way' || run.outcome === 'swept') return [head];
  const age = (at: string) => ageText(nowMs - Date.parse(at));
  const keyed = (key: string | null) => (key === null ? '' : `, key ${key}`);
  const known = run.outcome === 'stuck' ? run.stuck : [];
  const others = left.filter(({ id }) => !known.some((thing) => thing.id === id));
  const word = run.outcome === 'stuck' ? 'LEAKED ' : '';
  const remedy = run.outcome === 'stuck' ? [`    to try again: assay sweep --yes --out ${outDir}`] : [];
  return [
    head,
    ...known.flatMap((thing) => stuckLines(thing, nowMs)),
    ...others.flatMap(({ kind, id, region, at, usdPerHour }) => [
      `  ${word}${kind} ${id}${region === null ? '' : ` in ${region}`}, ${age(at)}, ${priceText(usdPerHour)}`,
      ...remedy,
    ]),
    ...changes.map(({ what, on }) => `  ${what} of ${on}: was changed and not changed back; it ends with its machine`),
    ...unanswered.map(({ kind, key, at }) => `  ${kind} that was asked for and not answered${keyed(key)}, ${age(at)}`),
  ];
}

/** What would not go, and how a person removes it. */
export function stuckLines(thing: StuckThing, nowMs: number): readonly string[] {
  const { kind, id, region, createdAtMs, usdPerHour, why, command } = thing;
  const facts = [
    `LEAKED ${kind} ${id}${region === null ? '' : ` in ${region}`}`,
    ...(createdAtMs === null ? [] : [ageText(nowMs - createdAtMs)]),
    priceText(usdPerHour ?? null),
  ];
  return [`  ${facts.join(', ')}: ${why}`, `    to remove it: ${command}`];
}

function priceText(usdPerHour: number | null): string {
  return usdPerHour === null ? 'at an unknown price' : `${usdPerHour} USD an hour`;
}

export function ageText(ms: number): string {
  return `${Math.max(0, Math.round(ms / 60_000))} min old`;
}

type ReadableRun = Exclude<SweptRun, { readonly outcome: 'unreadable' }>;

function subjectOf({ state }: ReadableRun): string {
  const { subject } = state.caretaker;
  return subject.kind === 'registered' ? subject.name : subject.path;
}

function headlineOf(run: ReadableRun): string {
  switch (run.outcome) {
    case 'under-way':
      return 'under way, left alone';
    case 'swept':
      return 'swept, nothing is left';
    case 'stuck':
      return `not all of it could be removed: ${run.problem}`;
    case 'left':
      return 'it was killed, and may have left something behind';
  }
}
