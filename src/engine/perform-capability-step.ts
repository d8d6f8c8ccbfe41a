import { describeThrown } from '../contracts/describe.ts';
import type { CapabilityStep } from '../contracts/step.ts';
import type { CapabilityMethods } from '../provider/provider.ts';
import { isProviderError } from '../provider/provider-error.ts';
import type { World } from '../testbed/testbed.ts';
import { bindName, resolveName } from './bindings.ts';
import type { CallOutcome } from './call.ts';
import { call, type Operations, resolveRequest } from './operation.ts';
import { poll } from './poll.ts';

/** The steps that call what a capability adds. A provider without the method throws a TypeError, as it would its caller. */
export const capabilityOperations: Operations<CapabilityStep['op']> = {
  'create-snapshot': async (world, bindings, step) => {
    const outcome = await ask(world, (own) => own.createSnapshot(resolveName(bindings, step.target)));
    if (outcome.outcome === 'resolved') bindName(bindings, step.as, 'snapshot', outcome.value);
    return outcome;
  },
  'snapshot-status': (world, bindings, step) =>
    ask(world, (own) => own.getSnapshotStatus(resolveName(bindings, step.target))),
  'await-snapshot': (world, bindings, step) =>
    awaitStatus(world, ['ready', 'failed'], (own) => own.getSnapshotStatus(resolveName(bindings, step.target))),
  'delete-snapshot': (world, bindings, step) =>
    ask(world, (own) => own.deleteSnapshot(resolveName(bindings, step.target))),
  'request-spot': async (world, bindings, step) => {
    const request = resolveRequest(bindings, step.request);
    const outcome = await ask(world, (own) => own.requestSpotInstance(request));
    if (outcome.outcome !== 'resolved') return outcome;
    bindName(bindings, step.as, 'spot-ticket', outcome.value);
    bindName(bindings, step.instanceAs, 'instance', outcome.value, 'instanceId');
    return outcome;
  },
  'cancel-spot': (world, bindings, step) =>
    ask(world, (own) => own.cancelSpotRequest(resolveName(bindings, step.target))),
  'spot-prices': (world, _bindings, step) =>
    ask(world, (own) => (step.filter ? own.getSpotPrices(step.filter) : own.getSpotPrices())),
  'list-regions': (world) => ask(world, (own) => own.listRegions()),
  'create-volume': async (world, bindings, step) => {
    const outcome = await ask(world, (own) => own.createVolume(step.request));
    if (outcome.outcome === 'resolved') bindName(bindings, step.as, 'volume', outcome.value);
    return outcome;
  },
  'get-volume': (world, bindings, step) => ask(world, (own) => own.getVolume(resolveName(bindings, step.target))),
  'await-volume': (world, bindings, step) =>
    awaitStatus(world, ['available'], (own) => own.getVolume(resolveName(bindings, step.target))),
  'delete-volume': (world, bindings, step) => ask(world, (own) => own.deleteVolume(resolveName(bindings, step.target))),
  'claim-warm': async (world, bindings, step) => {
    const outcome = await ask(world, (own) =>
      step.request ? own.claimWarmVolume(step.request) : own.claimWarmVolume(),
    );
    if (outcome.outcome === 'resolved') bindName(bindings, step.as, 'warm-volume', outcome.value);
    return outcome;
  },
  'release-warm': (world, bindings, step) =>
    ask(world, (own) => own.releaseWarmVolume(resolveName(bindings, step.target))),
  hibernate: (world, bindings, step) => ask(world, (own) => own.hibernate(resolveName(bindings, step.target))),
  resume: (world, bindings, step) => ask(world, (own) => own.resume(resolveName(bindings, step.target))),
  costs: (world, _bindings, step) => ask(world, (own) => own.getCosts(step.period)),
};

type OwnMethods = CapabilityMethods['snapshots'] &
  CapabilityMethods['spot'] &
  CapabilityMethods['multiRegion'] &
  CapabilityMethods['persistentVolumes'] &
  CapabilityMethods['warmVolumes'] &
  CapabilityMethods['hibernation'] &
  CapabilityMethods['costExplorer'];

function ask<T>(world: World, run: (own: OwnMethods) => Promise<T>): Promise<CallOutcome<T>> {
  // Whether the methods are there is a question that contracts ask; here a missing one fails as it fails its caller.
  return call(world, () => run(world.registration.provider as unknown as OwnMethods));
}

/** Looks until one of these statuses shows. A retryable failure on the way is not the end of it. */
async function awaitStatus(
  world: World,
  wanted: readonly string[],
  look: (own: OwnMethods) => Promise<{ readonly status?: string } | null>,
): Promise<CallOutcome<unknown>> {
  const withinMs = world.facts.tolerances.bootTimeoutMs;
  let last = 'nothing';
  const ended = await poll(world.clock, withinMs, async () => {
    const looked = await ask(world, look);
    if (looked.outcome === 'unsettled') return looked;
    if (looked.outcome === 'threw') {
      last = describeThrown(looked.thrown);
      return isProviderError(looked.thrown) && looked.thrown.retryable ? undefined : looked;
    }
    last = looked.value?.status ?? 'null';
    return wanted.includes(last) ? looked : undefined;
  });
  const wish = wanted.join(' or ');
  return ended ?? { outcome: 'threw', thrown: new Error(`not ${wish} after ${withinMs} ms; last seen: ${last}`) };
}
