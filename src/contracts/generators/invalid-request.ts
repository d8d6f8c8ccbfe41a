import fc from 'fast-check';
import type { SpawnRequest } from '../../provider/requests.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { anySpawnRequest, plainRequest } from './spawn-request.ts';

/** A valid request with exactly one rule broken: a rule that every service has. */
export function anyInvalidRequest(facts: WorldFacts): fc.Arbitrary<SpawnRequest> {
  return fc.tuple(anySpawnRequest(facts), anyDefect(facts)).map(([request, defect]) => withDefect(request, defect));
}

/** The smallest machine with one defect of each kind. Few: on a real testbed each costs a case. */
export function typicalInvalidRequests(facts: WorldFacts): readonly SpawnRequest[] {
  return typicalDefects(facts).map((defect) => withDefect(plainRequest(facts), defect));
}

/** Parts that replace those of the request, and sizes that replace those of its spec. */
interface Defect {
  readonly parts?: Readonly<Record<string, unknown>>;
  readonly sizes?: Readonly<Record<string, unknown>>;
}

function anyDefect(facts: WorldFacts): fc.Arbitrary<Defect> {
  const name = fc.nat({ max: 0xff_ff_ff }).map((number) => `no-such-${number.toString(16)}`);
  return fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...plainDefects(facts)) },
    fc.tuple(anySizeName(), fc.integer({ min: -4096, max: 0 })).map(([part, size]) => ({ sizes: { [part]: size } })),
    fc
      .tuple(anySizeName(), fc.integer({ min: 1, max: 4096 }))
      .map(([part, size]) => ({ sizes: { [part]: size + 0.5 } })),
    fc.tuple(fc.constantFrom('image', 'region'), name).map(([part, value]) => ({ parts: { [part]: value } })),
  );
}

function anySizeName(): fc.Arbitrary<'cpus' | 'memoryMiB'> {
  return fc.constantFrom('cpus', 'memoryMiB');
}

function typicalDefects({ largest }: WorldFacts): readonly Defect[] {
  return [
    { parts: { spec: undefined } },
    { sizes: { cpus: 0 } },
    { sizes: { memoryMiB: -1 } },
    { parts: { image: 'no-such-image' } },
    { parts: { region: 'no-such-region' } },
    { parts: { tags: { count: 1 } } },
    { sizes: { cpus: largest.cpus * 1_000 } },
    { sizes: { cpus: 1.5 } },
    { sizes: { memoryMiB: '64' } },
  ];
}

function plainDefects(facts: WorldFacts): readonly Defect[] {
  const { largest } = facts;
  const sizeDefects = (part: 'cpus' | 'memoryMiB'): readonly Defect[] =>
    [0, -1, largest[part] * 1_000, '1', null, undefined].map((size) => ({ sizes: { [part]: size } }));
  return [
    ...typicalDefects(facts),
    ...sizeDefects('cpus'),
    ...sizeDefects('memoryMiB'),
    ...[null, 'small', 1, []].map((spec) => ({ parts: { spec } })),
    { parts: { tags: { nothing: null } } },
    { parts: { tags: { nested: {} } } },
    { parts: { tags: 'team=blue' } },
  ];
}

/** Steps are plain JSON: a part made undefined is left out. */
function withDefect(request: SpawnRequest, { parts, sizes }: Defect): SpawnRequest {
  const spec = sizes ? withoutUndefined({ ...request.spec, ...sizes }) : request.spec;
  return withoutUndefined({ ...request, spec, ...parts }) as unknown as SpawnRequest;
}

function withoutUndefined(record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}
