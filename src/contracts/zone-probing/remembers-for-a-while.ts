import fc from 'fast-check';
import { zoneProbingName } from '../../provider/workflows/zone-probing.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyZones, drain, probing, probingInput, refill } from '../generators/zone-steps.ts';
import type { Step } from '../step.ts';
import type { Trial } from '../trial.ts';
import { describeTried, mustProbe, type Probed, zonesWith } from '../zone-checks.ts';
import { watchZones } from '../zone-watch.ts';

export const remembersForAWhile: Contract = defineContract({
  id: 'zone-probing.remembers-for-a-while',
  intent: 'launch',
  title: 'A zone without room is remembered for a while',
  statement:
    'A zone that had no room is asked after the others for as long as rememberForMs says, and tried tells that it was remembered. After that it is asked in its turn again, as it is when every other zone refuses.',
  workflow: zoneProbingName,
  needs: ['zones', 'ledger'],
  reaches: ['it was remembered', 'it was asked again'],
  steps: (facts) =>
    fc
      .tuple(anyZones(facts, 2), fc.integer({ min: rememberForMsMin, max: rememberForMsMax }), fc.boolean())
      .map(([zones, forMs, waits]) => rounds(facts, zones, forMs, waits)),
  boundaries: (facts) => [rounds(facts, facts.zones ?? [], rememberForMsMax, true)],
  run: async (trial: Trial) => {
    const watch = await watchZones(trial);
    const memory = createMemory();
    let beganMs = trial.clock.monotonic();
    const tick = () => {
      beganMs = trial.clock.monotonic();
    };
    await trial.play({
      ...watch.checks,
      wait: tick,
      workflow: async (result) => {
        const { zones = [], rememberForMs = 0 } = probingInput(result.step);
        if (zones.every(watch.isFull)) return;
        const span = { beganMs, endedMs: trial.clock.monotonic() };
        const probed = await mustProbe(trial, result);
        const open = zones.filter((zone) => !watch.isFull(zone));
        judge(trial, probed, zones[0], open, (zone) => memory.knows(zone, span, rememberForMs));
        for (const zone of zonesWith(probed.tried, 'no-capacity')) memory.note(zone, span);
        memory.forget(probed.zone);
        tick();
      },
    });
  },
});

/** Longer than a probing takes that has to wait at every call. */
const rememberForMsMin = 200_000;
/** Longer than several, on the slowest service. */
const rememberForMsMax = 1_000_000;

function judge(
  trial: Trial,
  { tried, zone }: Probed,
  first: string | undefined,
  open: readonly string[],
  knows: (zone: string) => boolean | undefined,
): void {
  const [earliest] = tried;
  if (first === undefined || earliest === undefined || !open.includes(first)) return;
  const actual = () => `it is in ${zone}; tried: ${describeTried(tried)}`;
  const others = open.filter((each) => each !== first);
  if (knows(first) === true && others.some((each) => knows(each) === false)) {
    const isPutLast = earliest.zone === first && earliest.outcome === 'remembered' && zone !== first;
    trial.expect(isPutLast, 'a zone that had no room just now is put last, and told to be remembered', actual);
    trial.reach('it was remembered');
  }
  if (knows(first) !== false) return;
  trial.expect(zone === first, 'a zone of which nothing is remembered is asked in its turn', actual);
  trial.reach('it was asked again');
}

interface Span {
  readonly beganMs: number;
  readonly endedMs: number;
}

/** When each zone refused. It did so at some time within a call: where that decides, nobody can tell. */
function createMemory() {
  const refusals = new Map<string, Span>();
  return {
    note: (zone: string, span: Span) => refusals.set(zone, span),
    forget: (zone: string) => refusals.delete(zone),
    knows: (zone: string, { beganMs, endedMs }: Span, forMs: number): boolean | undefined => {
      const refusal = refusals.get(zone);
      if (refusal === undefined || beganMs - refusal.endedMs >= forMs) return false;
      return endedMs - refusal.beganMs < forMs ? true : undefined;
    },
  };
}

function rounds(facts: WorldFacts, zones: readonly string[], rememberForMs: number, waits: boolean): readonly Step[] {
  const [first = ''] = zones;
  const ask = (round: number) => probing(facts, `w${round}`, { key: `key ${round}`, zones, rememberForMs });
  const wait: readonly Step[] = waits ? [{ op: 'wait', ms: rememberForMs }] : [];
  return [...drain([first]), ask(1), ...refill([first]), ask(2), ...wait, ask(3)];
}
