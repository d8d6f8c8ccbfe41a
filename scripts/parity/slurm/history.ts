import fc, { type Arbitrary } from 'fast-check';

/** One command, which means the same to both controllers. */
export type Step =
  /** Options of sbatch without the dashes; the name of the job is added. */
  | { readonly do: 'submit'; readonly options: Readonly<Record<string, string>>; readonly script: string }
  /** The job of the nth submit that was taken, or a text that scancel is given as it is. */
  | { readonly do: 'cancel'; readonly target: number | string };

export type History = readonly Step[];

const stepsMax = 6;
const sleeps = '#!/bin/sh\nsleep 600\n';

/** A value that both take in nine cases of ten. */
function mostly(good: readonly string[], bad: readonly string[]): Arbitrary<string | undefined> {
  return fc.oneof(
    { weight: 5, arbitrary: fc.constant(undefined) },
    { weight: 5, arbitrary: fc.constantFrom(...good) },
    { weight: 2, arbitrary: fc.constantFrom(...bad) },
  );
}

/** A job that asks for no memory gets all of its node, and keeps the others waiting. */
function always(good: readonly string[], bad: readonly string[]): Arbitrary<string> {
  return fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...good) },
    { weight: 2, arbitrary: fc.constantFrom(...bad) },
  );
}

const comments = ['{"assay":1,"tags":{"a":"b"}}', 'plain', 'ä ö ü €', `quotes " ' and \\`, 'x'.repeat(1_024)];

const submit: Arbitrary<Step> = fc
  .record({
    'cpus-per-task': mostly(['1', '2'], ['0', '-1', '1.5', 'x', '999']),
    mem: always(['16M', '16', '64', '1G', '17K'], ['abc', '16X', '2T']),
    gres: mostly(['gpu:a100:1', 'gpu:a100'], ['gpu:a100:99', 'gpu:nope:1', 'nope:1', 'gpu:a100:x']),
    partition: mostly(['main'], ['nope', 'main2']),
    comment: mostly(comments, ['x'.repeat(1_025)]),
    script: fc.oneof(
      { weight: 8, arbitrary: fc.constant(sleeps) },
      { weight: 1, arbitrary: fc.constantFrom('sleep 600\n', '#!/bin/sh\r\nsleep 600\r\n', '#!/bin/sh\n\0', '') },
    ),
    isKept: fc.boolean(),
  })
  .map(({ script, isKept, ...given }) => {
    const options = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
    return { do: 'submit', script, options: Object.fromEntries(isKept ? [...options, ['no-requeue', '']] : options) };
  });

const cancel: Arbitrary<Step> = fc
  .oneof({ weight: 6, arbitrary: fc.nat(2) }, { weight: 1, arbitrary: fc.constantFrom('99999999', 'abc', '1x', '') })
  .map((target) => ({ do: 'cancel', target }));

/** Histories that submit and cancel, right and wrong. What there is then is looked at after every step. */
export const histories: Arbitrary<History> = fc.array(
  fc.oneof({ weight: 3, arbitrary: submit }, { weight: 2, arbitrary: cancel }),
  { minLength: 1, maxLength: stepsMax, size: 'max' },
);

export function stepText(step: Step): string {
  if (step.do === 'cancel')
    return `scancel ${typeof step.target === 'number' ? `$${step.target}` : JSON.stringify(step.target)}`;
  const options = Object.entries(step.options).map(([name, value]) =>
    value === '' ? `--${name}` : `--${name}=${cut(value)}`,
  );
  return `sbatch ${options.join(' ')} <<< ${JSON.stringify(step.script)}`;
}

function cut(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 20)}… (${text.length})` : text);
}
