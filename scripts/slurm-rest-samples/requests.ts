import type { ProviderErrorCode } from '../../src/provider/provider-error.ts';

/** One request whose answer is worth keeping, and what it has to become; null where the job was taken all the same. */
export interface Request {
  readonly name: string;
  readonly code: ProviderErrorCode | null;
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly body?: object | string;
  /** Who asks: whoever started the cluster, somebody without rights, one with a token of nobody's, or one without any. */
  readonly as?: 'own' | 'nobody' | 'stranger' | 'nameless';
}

/** What has to be so for some requests: commands that are run before them, by whoever started the cluster. */
export interface Situation {
  readonly commands: readonly (readonly string[])[];
  /** Lines for slurm.conf, which is read again. */
  readonly settings?: string;
  /** What has become of the controller. */
  readonly controller?: 'stopped' | 'gone';
  readonly requests: readonly Request[];
}

const script = '#!/bin/sh\nsleep 600\n';
const plain = {
  ...{ name: 'sample', environment: { PATH: '/bin' }, tasks: 1, cpus_per_task: 1, memory_per_node: 64 },
  ...{ current_working_directory: '/tmp', standard_output: '/dev/null' },
};

function submit(name: string, code: Request['code'], more: object, as?: Request['as']): Request {
  return submitBody(name, code, { script, job: { ...plain, ...more } }, as);
}

function submitBody(name: string, code: Request['code'], body: object | string, as?: Request['as']): Request {
  return { ...{ name, code, method: 'POST', path: 'job/submit', body }, ...(as && { as }) };
}

function read(name: string, code: Request['code'], path: string, as?: Request['as']): Request {
  return { ...{ name, code, method: 'GET', path }, ...(as && { as }) };
}

function cancel(name: string, code: Request['code'], id: string, as?: Request['as']): Request {
  return { ...{ name, code, method: 'DELETE', path: `job/${id}` }, ...(as && { as }) };
}

const asItIs: Situation = {
  commands: [],
  requests: [
    // The first, and so job 1.
    submit('a job that is taken', null, {}),
    submit('no such partition', 'INVALID_SPEC', { partition: 'nope' }),
    submit('a partition without a name', 'INVALID_SPEC', { partition: '' }),
    submit('no node has so much memory', 'INVALID_SPEC', { memory_per_node: 2_097_152 }),
    submit('no node has so many GPUs', 'INVALID_SPEC', { gres: 'gpu:a100:99' }),
    submit('no node has such a GPU', 'INVALID_SPEC', { gres: 'gpu:nope:1' }),
    submit('a generic resource that there is not', 'INVALID_SPEC', { gres: 'nope:1' }),
    submit('a generic resource without a name', 'INVALID_SPEC', { gres: '' }),
    submit('a comment that is too long', 'INVALID_SPEC', { comment: 'x'.repeat(1_025) }),
    submit('a feature that no node has', 'INVALID_SPEC', { constraints: 'nope' }),
    submit('a preferred feature that no node has', 'INVALID_SPEC', { prefer: 'nope' }),
    submit('a license that there is not', 'INVALID_SPEC', { licenses: 'nope' }),
    submit('a reservation that there is not', 'INVALID_SPEC', { reservation: 'nope' }),
    submit('a node that there is not', 'INVALID_SPEC', { excluded_nodes: ['nope'] }),
    submit('an array that cannot be', 'INVALID_SPEC', { array: 'x' }),
    submit('a time to begin that cannot be', 'INVALID_SPEC', { begin_time: 0 }),
    submit('a time limit that cannot be', 'INVALID_SPEC', { time_limit: 'x' }),
    submit('no CPUs', 'INVALID_SPEC', { cpus_per_task: 0 }),
    submit('a number that cannot be read', 'INVALID_SPEC', { cpus_per_task: 'x' }),
    submit('no environment', 'INVALID_SPEC', { environment: {} }),
    submit('a key that is unknown', 'INVALID_SPEC', { foo: 1 }),
    submit('a key that is not allowed', 'INVALID_SPEC', { required_nodes: 'n1' }),
    submitBody('no script', 'INVALID_SPEC', { job: plain }),
    submitBody('no job', 'INVALID_SPEC', { script }),
    submitBody('a body that is no JSON', 'INVALID_SPEC', '{nope'),
    submit('more processors than the partition has, and a job that waits for ever', null, { cpus_per_task: 999 }),
    submit('a job that is held', null, { hold: true }),
    cancel('no such job to cancel', 'NOT_FOUND', '99999999'),
    cancel('a job of somebody else', 'AUTH_ERROR', '1', 'nobody'),
    read('no such job', 'NOT_FOUND', 'job/99999999'),
    read('an id that is no number of a job', 'INVALID_SPEC', 'job/4294967296'),
    read('a path that there is not', 'PROVIDER_UNAVAILABLE', 'nope'),
    { name: 'a method that a path does not have', code: 'INVALID_SPEC', method: 'DELETE', path: 'jobs' },
    submit('a token that is wrong, to a submit', 'AUTH_ERROR', {}, 'stranger'),
    cancel('a token that is wrong, to a cancel', 'AUTH_ERROR', '1', 'stranger'),
    read('a token that is wrong, to a look at the queue', 'AUTH_ERROR', 'jobs', 'stranger'),
    read('a token that is wrong, to a look at a job', 'AUTH_ERROR', 'job/1', 'stranger'),
    read('a token that is wrong, to a look at the partitions', 'AUTH_ERROR', 'partitions', 'stranger'),
    read('no token', 'AUTH_ERROR', 'ping', 'nameless'),
  ],
};

const strict: Situation = {
  settings: 'EnforcePartLimits=ALL',
  commands: [
    ['create', 'PartitionName=short', 'Nodes=n1', 'MaxTime=1'],
    ['create', 'PartitionName=own', 'Nodes=n1', 'AllowAccounts=lab'],
    ['create', 'PartitionName=group', 'Nodes=n1', 'AllowGroups=root'],
    ['create', 'PartitionName=inactive', 'Nodes=n1', 'State=INACTIVE'],
    ['create', 'PartitionName=drain', 'Nodes=n1', 'State=DRAIN'],
    ['create', 'ReservationName=booked', 'Users=root', 'Nodes=n4', 'StartTime=now', 'Duration=60'],
    ['update', 'PartitionName=main', 'Default=NO'],
  ],
  requests: [
    submit('no partition, and none by default', 'INVALID_SPEC', {}),
    submit('more processors than are permitted', 'INVALID_SPEC', { partition: 'main', cpus_per_task: 999 }),
    submit('too much time', 'INVALID_SPEC', { partition: 'short', time_limit: 10 }),
    submit('an account that may not', 'AUTH_ERROR', { partition: 'own', account: 'nope' }, 'nobody'),
    submit('a group that may not', 'AUTH_ERROR', { partition: 'group' }, 'nobody'),
    submit("somebody else's reservation", 'AUTH_ERROR', { partition: 'main', reservation: 'booked' }, 'nobody'),
    submit('a partition that is not active', 'CAPACITY_ERROR', { partition: 'inactive' }, 'nobody'),
    submit('a partition that takes no more', 'CAPACITY_ERROR', { partition: 'drain' }, 'nobody'),
  ],
};

const trouble = [
  submit('', 'PROVIDER_UNAVAILABLE', { partition: 'main' }),
  cancel('', 'PROVIDER_UNAVAILABLE', '1'),
  read('', 'PROVIDER_UNAVAILABLE', 'jobs'),
  read('', 'PROVIDER_UNAVAILABLE', 'job/1'),
  read('', 'PROVIDER_UNAVAILABLE', 'partitions'),
  read('', 'PROVIDER_UNAVAILABLE', 'nodes'),
];

function troubleOf(what: string): readonly Request[] {
  return trouble.map((request) => ({ ...request, name: `${what}, to ${request.method} ${request.path}` }));
}

/** One after the other, on one cluster, which is not the same after it. */
export const situations: readonly Situation[] = [
  asItIs,
  strict,
  { commands: [], controller: 'stopped', requests: troubleOf('a controller that does not answer') },
  { commands: [], controller: 'gone', requests: troubleOf('no controller') },
];
