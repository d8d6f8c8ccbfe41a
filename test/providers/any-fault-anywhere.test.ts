import { expect, test } from 'vitest';
import { plainRequest } from '../../src/contracts/generators/spawn-request.ts';
import { isProviderError, type ProviderError } from '../../src/provider/provider-error.ts';
import { supports } from '../../src/provider/supports.ts';
import type { RegisteredProvider } from '../../src/registry/registered-provider.ts';
import { registeredProviders } from '../../src/registry.ts';
import { type Fault, type FaultInjector, type FaultKind, faultKinds } from '../../src/testbed/fault.ts';
import type { World } from '../../src/testbed/testbed.ts';

const staleMs = 2_000;
const operations = ['spawn', 'terminate', 'list', 'get', 'volume', 'other'] as const;
type Operation = (typeof operations)[number];

/** These change the pages of a list. */
const ofPages: readonly FaultKind[] = ['dropped-page', 'repeated-page-token'];

/** A service that forgets its tokens makes two of one, whatever its adapter does. */
const judged = faultKinds.filter((kind) => kind !== 'token-forgotten');

for (const registered of registeredProviders) {
  const sample = await openWorld(registered, 1);
  for (const kind of judged) {
    const isOffered = faultsIn(sample).kinds.includes(kind);
    const isPaged = !ofPages.includes(kind) || sample.facts.pageSize !== undefined;
    // A wire or service that cannot do one does not offer it.
    test.runIf(isOffered && isPaged)(
      `${registered.name}: ${kind} at any operation is told as what it is, and nothing is left in the end`,
      async () => {
        let touched = 0;
        for (const operation of operations) {
          const world = await openWorld(registered, 2);
          touched += await liveThrough(world, faultsOf(kind, operation, faultsIn(world)));
          await world.close();
        }
        expect(touched).toBeGreaterThan(0);
      },
    );
  }
}

function openWorld({ name, module, testbeds: [testbed] }: RegisteredProvider, seed: number): Promise<World> {
  if (!testbed) throw new Error(`${name} has no testbed`);
  return testbed.open({ module, seed, runId: 'faults', settings: {}, signal: new AbortController().signal });
}

function faultsOf(kind: FaultKind, operation: Operation, { nativeErrors }: FaultInjector): readonly Fault[] {
  // Lists of several regions go out together, and only one of them may have another page.
  const scope = ofPages.includes(kind) ? { operation } : { operation, count: 1 };
  switch (kind) {
    case 'native-error':
      return nativeErrors.map((error): Fault => ({ kind, error, scope }));
    case 'latency':
      return [{ kind, ms: 5_000, scope }];
    case 'stale-read':
      return [{ kind, lagMs: staleMs, scope }];
    default:
      return [{ kind, scope }];
  }
}

/** What a control plane does, one fault after the other; gives how many calls a fault touched. */
async function liveThrough(world: World, faults: readonly Fault[]): Promise<number> {
  let touched = 0;
  for (const fault of faults) {
    if (ofPages.includes(fault.kind)) await fillPage(world);
    // What a stale read shows was read before.
    await world.registration.provider.list();
    await world.clock.sleep(staleMs);
    const injected = faultsIn(world).inject(fault);
    await spawnAndEnd(world, fault);
    const deleteVolume = await makeAndDeleteVolume(world);
    touched += injected.touched;
    injected.heal();
    await deleteVolume();
    await endWhatIsListed(world);
    expect(await leftIn(world), `left after ${JSON.stringify(fault)}`).toEqual([]);
  }
  return touched;
}

/** One more than a page holds, in one place. */
async function fillPage({ registration: { provider }, facts, clock }: World): Promise<void> {
  const [region] = facts.regions;
  const request = { ...plainRequest(facts), ...(supports(provider, 'multiRegion') && region && { region }) };
  for (let made = 0; made <= (facts.pageSize ?? 0); made += 1) await provider.spawn(request);
  await clock.sleep(facts.tolerances.consistencyWindowMs);
}

async function spawnAndEnd(world: World, fault: Fault): Promise<void> {
  const { provider } = world.registration;
  const before = (await leftIn(world)).length;
  const spawned = await attempt(provider.spawn(plainRequest(world.facts)));
  const made = (await leftIn(world)).length - before;
  // A service without a client token has no way to know that it was told twice.
  const most = fault.kind === 'duplicate-delivery' ? 2 : 1;
  expect(made, `made under ${JSON.stringify(fault)}`).toBeLessThanOrEqual(most);
  if ('error' in spawned && !spawned.error.ambiguous) expect(made, spawned.error.message).toBe(0);

  const id = 'value' in spawned ? spawned.value.id : 'nothing';
  await attempt(provider.list());
  await attempt(provider.get(id));
  await attempt(provider.terminate(id));
}

/** Gives what still has to be done when the fault is over. */
async function makeAndDeleteVolume(world: World): Promise<() => Promise<void>> {
  const { provider } = world.registration;
  const nothing = async () => {};
  if (!supports(provider, 'persistentVolumes')) return nothing;
  const made = await attempt(provider.createVolume({ sizeGiB: world.facts.volumeGiBMin ?? 1 }));
  if ('error' in made) return nothing;
  await attempt(provider.getVolume(made.value.id));
  await world.clock.sleep(world.facts.tolerances.consistencyWindowMs);
  const deleted = await attempt(provider.deleteVolume(made.value.id));
  return 'error' in deleted ? () => provider.deleteVolume(made.value.id) : nothing;
}

async function endWhatIsListed({ registration: { provider }, clock, facts }: World): Promise<void> {
  const { consistencyWindowMs, terminateTimeoutMs } = facts.tolerances;
  await clock.sleep(consistencyWindowMs);
  for (const { id } of await provider.list()) await provider.terminate(id);
  await clock.sleep(terminateTimeoutMs + consistencyWindowMs);
}

/** Instances that are still there, whatever the API says. */
async function leftIn({ ledger }: World): Promise<readonly string[]> {
  const entries = (await ledger?.entries()) ?? [];
  return entries.filter(({ kind, gone }) => kind === 'instance' && !gone).map(({ id }) => id);
}

function faultsIn({ faults }: World): FaultInjector {
  if (!faults) throw new Error('the testbed injects no faults');
  return faults;
}

/** What a call gives, or the ProviderError that it throws; anything else that is thrown fails the test. */
async function attempt<T>(call: Promise<T>): Promise<{ readonly value: T } | { readonly error: ProviderError }> {
  try {
    return { value: await call };
  } catch (thrown) {
    if (!isProviderError(thrown)) throw thrown;
    return { error: thrown };
  }
}
