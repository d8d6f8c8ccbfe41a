import fc, { type Arbitrary } from 'fast-check';

/** One request, which means the same to both. */
export interface Step {
  readonly method: string;
  /** Behind the version. `{n}` is the job of the nth submit that was taken. */
  readonly path: string;
  /** A text is sent as it is. */
  readonly body?: object | string;
  readonly token: Token;
}

/** One that is good, one that no controller made, an empty one, or not even the header. */
export type Token = 'good' | 'wrong' | 'empty' | 'none';

export type History = readonly Step[];

const stepsMax = 6;
export const sleeps = '#!/bin/sh\nsleep 600\n';
const environment = { PATH: '/usr/local/bin:/usr/bin:/bin' };

/** A value that both take in nine cases of ten. */
function mostly(good: readonly unknown[], bad: readonly unknown[]): Arbitrary<unknown> {
  return fc.oneof(
    { weight: 8, arbitrary: fc.constant(undefined) },
    { weight: 6, arbitrary: fc.constantFrom(...good) },
    { weight: 1, arbitrary: fc.constantFrom(...bad) },
  );
}

function always(good: readonly unknown[], bad: readonly unknown[]): Arbitrary<unknown> {
  return fc.oneof(
    { weight: 24, arbitrary: fc.constantFrom(...good) },
    { weight: 1, arbitrary: fc.constantFrom(...bad) },
  );
}

const comments = [
  '{"assay":1,"tags":{"a":"b"}}',
  'plain',
  'ä ö ü €',
  `quotes " ' and \\`,
  '',
  7,
  null,
  'x'.repeat(1_024),
];
const scripts = ['sleep 600\n', '#!/bin/sh\r\nsleep 600\r\n', '#!/bin/sh\n\0', '', null, 7, undefined, ['x']];

/** The keys that the adapter sends, in any order; a job that asks for no memory gets all of its node, and keeps the others waiting. */
const job = fc
  .record({
    cpus_per_task: mostly([1, 2, '2', 1.5], [0, -1, 'x', null, true, 999]),
    memory_per_node: always([16, 64, '64', '1G', '17K'], ['abc', '16X', '', null, 16.5, -1, 2_097_152, '2T']),
    gres: mostly(['gpu:a100:1', 'gpu:a100'], ['gpu:a100:99', 'gpu:nope:1', 'nope:1', 'gpu:a100:x']),
    partition: mostly(['main'], ['nope', 'main2', '', null]),
    comment: mostly(comments, ['x'.repeat(1_025), ['x']]),
    account: mostly(['lab', ''], [['x']]),
    qos: mostly(['fast'], ['slow']),
    time_limit: mostly([10, '10'], ['x', null]),
    requeue: mostly([true, false], ['x']),
    tasks: mostly([1], [0]),
    nodes: mostly([[1, 1]], ['1']),
    environment: always([environment], [{}, undefined, ['PATH=/bin'], 'PATH=/bin']),
    foo: mostly([undefined], [1]),
  })
  .chain((given) => {
    const keys = Object.entries(given).filter(([, value]) => value !== undefined);
    return fc.shuffledSubarray(keys, { minLength: keys.length }).map((shuffled) => Object.fromEntries(shuffled));
  });

const submit: Arbitrary<Omit<Step, 'token'>> = fc
  .record({ script: always([sleeps], scripts), job: always([null], [undefined, 'x', 7]), own: job })
  .chain(({ script, job, own }) => {
    const body = { ...(script !== undefined && { script }), ...(job === null ? { job: own } : { job }) };
    return always([body], [{ ...body, foo: 1 }, '', '{nope', []]).map((sent) => ({
      ...{ method: 'POST', path: 'job/submit', body: sent as object | string },
    }));
  });

/** Ids that are none, and one that is beyond them and begins again at 1. */
const strange = ['99999999', 'abc', '1x', '0', '4294967295', '4294967296'];
const ofJob: Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.nat(2).map((index) => `job/{${index}}`) },
  { weight: 2, arbitrary: fc.constantFrom(...strange).map((id) => `job/${id}`) },
);
const cancel = ofJob.map((path) => ({ method: 'DELETE', path }));
const read = fc
  .oneof(ofJob, fc.constantFrom('jobs', 'partitions', 'nodes', 'ping', 'ping/', 'nope', 'job/submit'))
  .map((path) => ({ method: 'GET', path }));
const notAllowed = fc
  .constantFrom('jobs', 'partitions', 'nodes', 'ping', 'job/submit', 'nope')
  .map((path) => ({ method: 'DELETE', path }));

/** Histories that submit, cancel and read, right and wrong. What there is then is looked at after every step. */
export const histories: Arbitrary<History> = fc.array(
  fc
    .record({
      call: fc.oneof(
        { weight: 6, arbitrary: submit },
        { weight: 3, arbitrary: cancel },
        { weight: 3, arbitrary: read },
        { weight: 1, arbitrary: notAllowed },
      ),
      token: always(['good'], ['wrong', 'empty', 'none']) as Arbitrary<Token>,
    })
    .map(({ call, token }) => ({ ...call, token })),
  { minLength: 1, maxLength: stepsMax, size: 'max' },
);

export function stepText({ method, path, body, token }: Step): string {
  const access = token === 'good' ? '' : ` with ${token === 'none' ? 'no' : token} token`;
  return `${method} ${path}${access}${body === undefined ? '' : ` ${typeof body === 'string' ? body : JSON.stringify(body)}`}`;
}
