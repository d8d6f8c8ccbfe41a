import type { Clock, Random } from '../../provider/context.ts';
import { type Capacity, drawCapacity } from './capacity.ts';
import type { InstanceRecord } from './instance.ts';
import type { LambdaOptions } from './lambda-options.ts';

export interface FileSystemRecord {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly createdAtMs: number;
  gone: boolean;
}

export interface SshKeyRecord {
  readonly id: string;
  readonly name: string;
  readonly public_key: string;
}

/** A list under way: what its next page shows was fixed when its first was asked for. */
export interface OpenList {
  readonly items: readonly object[];
  readonly offset: number;
}

/** Everything that one simulated account knows. Records stay for ever, so that the ledger can tell what was. */
export interface Store {
  readonly clock: Clock;
  readonly random: Random;
  readonly options: LambdaOptions;
  readonly capacity: ReadonlyMap<string, Capacity>;
  readonly instances: Map<string, InstanceRecord>;
  readonly fileSystems: Map<string, FileSystemRecord>;
  readonly sshKeys: Map<string, SshKeyRecord>;
  readonly pages: Map<string, OpenList>;
  /** What every secret of an instance begins with: a reader who sees it has seen one of them. */
  readonly secret: string;
}

export interface StoreNeeds {
  readonly clock: Clock;
  readonly random: Random;
  /** Name of the SSH key that is there from the start. */
  readonly sshKey: string;
  readonly secret: string;
}

export function createStore({ clock, random, sshKey, secret }: StoreNeeds, options: LambdaOptions): Store {
  const key = { id: random.hex(32), name: sshKey, public_key: 'ssh-ed25519 AAAA' };
  return {
    clock,
    random,
    options,
    capacity: drawCapacity(options, random),
    instances: new Map(),
    fileSystems: new Map(),
    sshKeys: new Map([[key.id, key]]),
    pages: new Map(),
    secret,
  };
}
