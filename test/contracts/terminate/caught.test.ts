import { expect, test } from 'vitest';
import type { Contract } from '../../../src/contracts/contract.ts';
import { failureIsTold } from '../../../src/contracts/terminate/failure-is-told.ts';
import { idempotent } from '../../../src/contracts/terminate/idempotent.ts';
import { noResurrection } from '../../../src/contracts/terminate/no-resurrection.ts';
import { onlyTarget } from '../../../src/contracts/terminate/only-target.ts';
import { truthful } from '../../../src/contracts/terminate/truthful.ts';
import { unknownIsSilent } from '../../../src/contracts/terminate/unknown-is-silent.ts';
import { whileBooting } from '../../../src/contracts/terminate/while-booting.ts';
import type { Instance } from '../../../src/provider/instance.ts';
import type { AnyProvider } from '../../../src/provider/provider.ts';
import { ProviderError } from '../../../src/provider/provider-error.ts';
import { findViolation } from '../play-contract.ts';
import { plainManners, type Spoil, type ToyService } from '../toy-world.ts';

const manners = { ...plainManners, bootMs: 2_000, deleteMs: 1_500 };

const rows: readonly (readonly [string, Contract, Spoil])[] = [
  ['the second call throws', idempotent, throwingAfter(1)],
  ['the fourth call throws', idempotent, throwingAfter(3)],
  ['a call after it is gone throws', idempotent, throwingWhenGone],

  ['an unknown id throws', unknownIsSilent, throwingWhenUnknown],
  ['an id with a slash throws', unknownIsSilent, throwingAt((id) => id.includes('/'))],
  ['what is gone throws', unknownIsSilent, throwingWhenGone],

  ['everything ends', onlyTarget, ending(() => true)],
  ['the newest ends', onlyTarget, ending((_id, other, service) => other === [...service.machines.keys()].at(-1))],
  [
    'an unknown id ends the first',
    onlyTarget,
    ending((id, other, service) => !service.machines.has(id) && other === 'toy-1'),
  ],
  [
    'twins end together',
    onlyTarget,
    ending((id, other, service) => requestOf(id, service) === requestOf(other, service)),
  ],
  ['the others read as ended', onlyTarget, readingAllAsEnded],

  ['nothing happens', truthful, () => ({ terminate: async () => {} })],
  ['only running machines end', truthful, endingOnly((id, service) => isRunning(id, service))],
  ['only booting machines end', truthful, endingOnly((id, service) => !isRunning(id, service))],
  ['it only looks as if', truthful, pretending],
  ['get does not tell', truthful, ({ get }) => ({ get: async (id) => asRunning(await get(id)) })],

  ['a booting machine does not end', whileBooting, endingOnly((id, service) => isRunning(id, service))],
  ['a booting machine is not found', whileBooting, throwingWhenBooting],
  ['a booting machine comes up all the same', whileBooting, comingBack],

  ['get goes back to what list showed', noResurrection, remembering],
  ['it is back some time later', noResurrection, comingBack],

  [
    'every failure is swallowed',
    failureIsTold,
    ({ terminate }) => ({ terminate: (id) => terminate(id).catch(() => {}) }),
  ],
  ['a failure is thrown bare', failureIsTold, throwingBare],
  ['terminate never works again', failureIsTold, stayingBroken],
];

test.each(rows)('it is caught when %s', async (_defect, contract, spoil) => {
  const finding = await findViolation(contract, { cases: 40, manners, spoil });
  expect(finding?.expected, contract.id).toBeTypeOf('string');
});

function fail(): never {
  throw new ProviderError('NOT_FOUND', 'no such machine', { provider: 'toy' });
}

function throwingAfter(calls: number): Spoil {
  return ({ terminate }) => {
    const seen = new Map<string, number>();
    return {
      terminate: async (id) => {
        const before = seen.get(id) ?? 0;
        seen.set(id, before + 1);
        return before >= calls ? fail() : terminate(id);
      },
    };
  };
}

function throwingAt(isBad: (id: string, service: ToyService) => boolean): Spoil {
  return ({ terminate }, service) => ({ terminate: async (id) => (isBad(id, service) ? fail() : terminate(id)) });
}

function throwingWhenUnknown(provider: AnyProvider, service: ToyService): Partial<AnyProvider> {
  return throwingAt((id) => !service.machines.has(id))(provider, service);
}

function throwingWhenGone(provider: AnyProvider, service: ToyService): Partial<AnyProvider> {
  const isGone = (id: string) => service.clock.now() >= (service.machines.get(id)?.endMs ?? 0) + manners.deleteMs;
  return throwingAt((id) => service.machines.has(id) && isGone(id))(provider, service);
}

function throwingWhenBooting(provider: AnyProvider, service: ToyService): Partial<AnyProvider> {
  return throwingAt((id) => !isRunning(id, service))(provider, service);
}

function ending(isHit: (id: string, other: string, service: ToyService) => boolean): Spoil {
  return ({ terminate }, service) => ({
    terminate: async (id) => {
      await terminate(id);
      for (const other of service.machines.keys()) if (isHit(id, other, service)) await terminate(other);
    },
  });
}

function endingOnly(isHit: (id: string, service: ToyService) => boolean): Spoil {
  return ({ terminate }, service) => ({
    terminate: async (id) => {
      if (isHit(id, service)) await terminate(id);
    },
  });
}

function readingAllAsEnded({ terminate, get }: AnyProvider): Partial<AnyProvider> {
  let hasEnded = false;
  return {
    terminate: (id) => {
      hasEnded = true;
      return terminate(id);
    },
    get: async (id) => {
      const instance = await get(id);
      return instance && hasEnded ? { ...instance, status: 'terminating' } : instance;
    },
  };
}

function comingBack({ terminate }: AnyProvider, { machines, clock }: ToyService): Partial<AnyProvider> {
  return {
    terminate: async (id) => {
      await terminate(id);
      const machine = machines.get(id);
      void clock.sleep(manners.deleteMs + 500).then(() => {
        if (machine) machine.endMs = Number.POSITIVE_INFINITY;
      });
    },
  };
}

function pretending({ get }: AnyProvider): Partial<AnyProvider> {
  const ended = new Set<string>();
  return {
    terminate: async (id) => {
      ended.add(id);
    },
    get: async (id) => (ended.has(id) ? null : get(id)),
  };
}

function remembering({ get, list }: AnyProvider): Partial<AnyProvider> {
  const listed = new Map<string, Instance>();
  return {
    list: async (filter) => {
      const instances = await list(filter);
      for (const instance of instances) listed.set(instance.id, instance);
      return instances;
    },
    get: async (id) => (await get(id)) ?? listed.get(id) ?? null,
  };
}

function stayingBroken({ terminate }: AnyProvider): Partial<AnyProvider> {
  let broken: Promise<void> | undefined;
  return {
    terminate: (id) => {
      if (broken) return broken;
      const ended = terminate(id);
      ended.catch(() => {
        broken = ended;
      });
      return ended;
    },
  };
}

function throwingBare({ terminate }: AnyProvider): Partial<AnyProvider> {
  return {
    terminate: (id) =>
      terminate(id).catch(() => {
        throw new Error('it failed');
      }),
  };
}

function asRunning(instance: Instance | null): Instance | null {
  return instance && { ...instance, status: 'running' };
}

function isRunning(id: string, { machines, clock }: ToyService): boolean {
  const machine = machines.get(id);
  return machine !== undefined && clock.now() >= machine.bornMs + manners.bootMs;
}

function requestOf(id: string, { machines }: ToyService): string {
  return JSON.stringify(machines.get(id)?.request);
}
