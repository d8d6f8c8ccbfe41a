import fc from 'fast-check';
import { type TriedZone, zoneProbingName } from '../../provider/workflows/zone-probing.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyZones, drain, probing, probingInput, refill } from '../generators/zone-steps.ts';
import { waitQuiet } from '../quiet.ts';
import type { Step } from '../step.ts';
import type { Trial } from '../trial.ts';
import { describeTried, mustProbe, type Probed, zonesWith } from '../zone-checks.ts';
import { watchZones } from '../zone-watch.ts';

export const tellsWhatItTried: Contract = defineContract({
  id: 'zone-probing.tells-what-it-tried',
  intent: 'launch',
  title: 'Zone probing tells what it tried',
  statement:
    'tried names the zones in the order in which the caller named them, up to the one that has the machine: none is left out, none refused that had room, and none is asked twice. A zone that was put last is named where it was passed and where it was asked. A key that has its machine gives that one, found where it is.',
  workflow: zoneProbingName,
  needs: ['zones', 'ledger'],
  reaches: ['a zone refused', 'the machine was found'],
  steps: anyProbings,
  boundaries: (facts) => [
    [...drain((facts.zones ?? []).slice(0, -1)), ...twice(facts, facts.zones ?? [])],
    twice(facts, facts.zones ?? []),
    twice(facts, (facts.zones ?? []).toReversed()),
    // What was refused is asked for again under the same key, when there is room.
    ...(facts.zones ?? []).map((zone): readonly Step[] => [
      ...drain(facts.zones ?? []),
      probing(facts, 'w1', { key: 'key', zones: facts.zones ?? [] }),
      ...refill([zone]),
      probing(facts, 'w2', { key: 'key', zones: [zone] }),
    ]),
  ],
  run: async (trial: Trial) => {
    const watch = await watchZones(trial);
    const machines = new Map<string, Probed>();
    await trial.play({
      ...watch.checks,
      workflow: async (result) => {
        const { key, zones = [] } = probingInput(result.step);
        const before = machines.get(key);
        if (before === undefined && zones.every(watch.isFull)) return;
        const probed = await mustProbe(trial, result);
        machines.set(key, probed);
        if (before === undefined) mustTell(trial, probed, zones, watch.isFull);
        else mustFind(trial, probed, before);
        await waitQuiet(trial);
      },
    });
  },
});

function mustTell(
  trial: Trial,
  { tried, zone }: Probed,
  zones: readonly string[],
  isFull: (zone: string) => boolean,
): void {
  const actual = () => `asked for ${zones.join(', ')}; tried: ${describeTried(tried)}`;
  const last = tried.at(-1);
  trial.expect(
    last?.outcome === 'launched' && last.zone === zone,
    'the last that was tried is the zone in which the machine was launched',
    () => `it is in ${zone}; tried: ${describeTried(tried)}`,
  );
  const named = [...new Set(tried.map((each) => each.zone))];
  trial.expect(
    named.every((each, index) => each === zones[index]),
    'zones are tried in the order in which the caller named them',
    actual,
  );
  const refused = zonesWith(tried, 'no-capacity');
  if (refused.length > 0) trial.reach('a zone refused');
  trial.expect(refused.every(isFull), 'only a zone without room is told to have none', actual);
  trial.expect(hasNoRepeats(tried), 'no zone is asked twice', actual);
}

function hasNoRepeats(tried: readonly TriedZone[]): boolean {
  const asked = tried.filter(({ outcome }) => outcome !== 'remembered').map(({ zone }) => zone);
  return new Set(asked).size === asked.length;
}

function mustFind(trial: Trial, { id, tried, zone }: Probed, before: Probed): void {
  trial.expect(id === before.id, 'a key that has its machine gives that one', () => `${id}, after ${before.id}`);
  const [only, ...others] = tried;
  const isFound = only?.outcome === 'found' && only.zone === zone && others.length === 0;
  trial.expect(isFound, 'a machine that was there before was found, in its zone', () => describeTried(tried));
  trial.reach('the machine was found');
}

function twice(facts: WorldFacts, zones: readonly string[]): readonly Step[] {
  return [probing(facts, 'w1', { key: 'key', zones }), probing(facts, 'w2', { key: 'key', zones })];
}

function anyProbings(facts: WorldFacts): fc.Arbitrary<readonly Step[]> {
  const change = fc.oneof(anyZones(facts).map(drain), anyZones(facts).map(refill));
  const round = fc.tuple(change, fc.constantFrom('a', 'b', 'c'), anyZones(facts));
  return fc
    .array(round, { minLength: 2, maxLength: 4 })
    .map((rounds) =>
      rounds.flatMap(([changes, key, zones], index) => [
        ...changes,
        probing(facts, `w${index + 1}`, { key, zones, rememberForMs: 600_000 }),
      ]),
    );
}
