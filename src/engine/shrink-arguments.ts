import type { Step, StepOf, SymbolicFilter } from '../contracts/step.ts';
import type { MachineSpec } from '../provider/instance.ts';
import type { SpawnRequest, SpotRequest } from '../provider/requests.ts';
import type { WorldFacts } from '../testbed/world-facts.ts';
import type { StillFails } from './shrink-steps.ts';

/** Makes the arguments of each step plainer, one change at a time, for as long as the failure stays. */
export async function shrinkArguments(
  steps: readonly Step[],
  facts: WorldFacts,
  stillFails: StillFails,
): Promise<readonly Step[]> {
  let current = steps;
  for (let index = 0; index < current.length; index += 1) {
    let plainer: readonly Step[] | undefined;
    do {
      plainer = await firstThatFails(current, index, facts, stillFails);
      current = plainer ?? current;
    } while (plainer);
  }
  return current;
}

async function firstThatFails(
  steps: readonly Step[],
  index: number,
  facts: WorldFacts,
  stillFails: StillFails,
): Promise<readonly Step[] | undefined> {
  for (const step of plainerSteps(steps[index] as Step, facts)) {
    const candidate = steps.with(index, step);
    if (await stillFails(candidate)) return candidate;
  }
  return undefined;
}

function plainerSteps(step: Step, facts: WorldFacts): readonly Step[] {
  switch (step.op) {
    case 'spawn':
      return plainerRequests(step.request, facts).map((request) => ({ ...step, request }));
    case 'list':
      return plainerFilters(step);
    case 'wait':
      return [0, Math.floor(step.ms / 2)].filter((ms) => ms < step.ms).map((ms) => ({ ...step, ms }));
    case 'bootstrap':
      return plainerRecords(step.request.environment ?? {}).map((environment) => ({
        ...step,
        request: { ...step.request, environment },
      }));
    case 'heartbeat':
      return step.tasks.length < 2
        ? []
        : step.tasks.map((_, left) => ({ ...step, tasks: step.tasks.toSpliced(left, 1) }));
    case 'request-spot':
      return plainerBids(step.request, facts).map((request) => ({ ...step, request }));
    case 'overlap':
      return plainerOverlaps(step.clients, facts).map((clients) => ({ ...step, clients }));
    case 'process':
      return plainerLives(step.steps, facts).map((inner) => ({ ...step, steps: inner }));
    case 'write-disk':
      return shorterTexts(step.text).map((text) => ({ ...step, text }));
    default:
      return [];
  }
}

type Clients = StepOf<'overlap'>['clients'];

/** A client less, a call less, or one plainer call. */
function plainerOverlaps(clients: Clients, facts: WorldFacts): readonly Clients[] {
  const fewerClients = clients.length < 2 ? [] : clients.map((_, index) => clients.toSpliced(index, 1));
  const fewerCalls = clients.flatMap((steps, index) =>
    steps.map((_, call) => clients.with(index, steps.toSpliced(call, 1))),
  );
  const plainerCalls = clients.flatMap((steps, index) =>
    steps.flatMap((step, call) =>
      plainerSteps(step, facts).map((plainer) => clients.with(index, steps.with(call, plainer))),
    ),
  );
  return [...fewerClients, ...fewerCalls, ...plainerCalls];
}

/** A step less, or one plainer step. */
function plainerLives(steps: readonly Step[], facts: WorldFacts): readonly (readonly Step[])[] {
  const fewer = steps.length < 2 ? [] : steps.map((_, index) => steps.toSpliced(index, 1));
  const plainer = steps.flatMap((step, index) => plainerSteps(step, facts).map((each) => steps.with(index, each)));
  return [...fewer, ...plainer];
}

/** Only what stays valid: an optional part left out, a size within the world's bounds made the smallest. */
function plainerRequests(request: SpawnRequest, facts: WorldFacts): readonly SpawnRequest[] {
  const { spec, ...optional } = request;
  const leftOut = Object.keys(optional).map((key) => omit(request, key as keyof SpawnRequest));
  const tags = Object.keys(request.tags ?? {}).map((key) => ({ ...request, tags: omit(request.tags ?? {}, key) }));
  return [...leftOut, ...tags, ...plainerSpecs(spec, facts).map((plainer) => ({ ...request, spec: plainer }))];
}

/** What is bid stays: it says which way the request must go. */
function plainerBids({ maxPriceUsdPerHour, ...request }: SpotRequest, facts: WorldFacts): readonly SpotRequest[] {
  return plainerRequests(request, facts).map((plainer) => ({ ...plainer, maxPriceUsdPerHour }));
}

function plainerSpecs(spec: MachineSpec, { smallest, largest }: WorldFacts): readonly MachineSpec[] {
  if (typeof spec !== 'object' || spec === null) return [];
  const shrinkable = (key: 'cpus' | 'memoryMiB') => spec[key] > smallest[key] && spec[key] <= largest[key];
  return (['cpus', 'memoryMiB'] as const).filter(shrinkable).map((key) => ({ ...spec, [key]: smallest[key] }));
}

function plainerFilters(step: StepOf<'list'>): readonly Step[] {
  const filter: SymbolicFilter = step.filter ?? {};
  return Object.keys(filter).map((key) => ({ ...step, filter: omit(filter, key as keyof SymbolicFilter) }));
}

/** Values made shorter; names stay, because commands may speak of them. */
function plainerRecords(record: Readonly<Record<string, string>>): readonly Readonly<Record<string, string>>[] {
  return Object.entries(record).flatMap(([key, value]) =>
    shorterTexts(value).map((shorter) => ({ ...record, [key]: shorter })),
  );
}

function shorterTexts(text: string): readonly string[] {
  const characters = [...text];
  if (characters.length === 0) return [];
  if (characters.length === 1) return [''];
  const middle = Math.ceil(characters.length / 2);
  return ['', characters.slice(0, middle).join(''), characters.slice(middle).join('')];
}

function omit<T extends object, K extends keyof T>(value: T, key: K): Omit<T, K> & T {
  const { [key]: _left, ...rest } = value;
  return rest as Omit<T, K> & T;
}
