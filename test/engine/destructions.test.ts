import { expect, test } from 'vitest';
import { bindName, createBindings } from '../../src/engine/bindings.ts';
import { destructions } from '../../src/engine/destructions.ts';
import type { World } from '../../src/testbed/testbed.ts';

function worldThatTells(calls: string[]): World {
  const tell = (name: string) => async (id: string) => {
    calls.push(`${name} ${id}`);
  };
  const provider = Object.fromEntries(
    ['terminate', 'deleteSnapshot', 'deleteVolume', 'releaseWarmVolume', 'cancelSpotRequest'].map((name) => [
      name,
      tell(name),
    ]),
  );
  return { registration: { provider } } as unknown as World;
}

test('what a trial made is taken down in an order that works', async () => {
  const bindings = createBindings();
  bindName(bindings, 'w1', 'warm-volume', { id: 'warm' });
  bindName(bindings, 'v1', 'volume', { id: 'vol' });
  bindName(bindings, 's1', 'snapshot', { id: 'snap' });
  bindName(bindings, 'i1', 'instance', { id: 'inst' });
  bindName(bindings, 't1', 'spot-ticket', { id: 'ticket' });
  const calls: string[] = [];
  for (const { destroy } of destructions(worldThatTells(calls), bindings)) await destroy();
  expect(calls).toEqual([
    'cancelSpotRequest ticket',
    'terminate inst',
    'deleteSnapshot snap',
    'deleteVolume vol',
    'releaseWarmVolume warm',
  ]);
});

test('a provider without the method fails the destruction, not the whole clean-up', async () => {
  const bindings = createBindings();
  bindName(bindings, 'v1', 'volume', { id: 'vol' });
  const world = { registration: { provider: {} } } as unknown as World;
  const [destruction] = destructions(world, bindings);
  await expect(destruction?.destroy()).rejects.toThrow(TypeError);
});

test.each([[null], [undefined], [7], [{}], [{ id: 3 }]])('a call that gave %j binds nothing', (value) => {
  const bindings = createBindings();
  bindName(bindings, 'i1', 'instance', value);
  expect([...bindings.ids, ...bindings.kinds]).toEqual([]);
});
