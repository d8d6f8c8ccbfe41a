import {
  type AnyProvider,
  defineProvider,
  type Instance,
  ProviderError,
  runWorkflow,
  type SpawnRequest,
  type Workflow,
} from 'assay';
import { type Contract, defineContract, mustResolve, plainRequest, type Trial } from 'assay/contracts';
import fc from 'fast-check';
import inMemory from './in-memory.ts';

const name = 'in-memory';

/** Two machines that belong together. */
interface PairInput {
  readonly key: string;
  readonly request: SpawnRequest;
}

export default defineProvider({
  name,
  create: async (context) => {
    const registration = await inMemory.create(context);
    return { ...registration, workflows: [pair(registration.provider)], contracts: [givesTwo] };
  },
});

/** Both or none. What it made is found again by its tag, also by another process. */
function pair(provider: AnyProvider): Workflow<PairInput> {
  const made = ({ key }: PairInput): Promise<readonly Instance[]> => provider.list({ tags: { pair: key } });
  return {
    name: 'pair',
    validate: checkPair,
    run: async (input) => {
      const instances = [...(await made(input))];
      const { tags, ...request } = input.request;
      while (instances.length < 2) {
        instances.push(await provider.spawn({ ...request, tags: { ...tags, pair: input.key } }));
      }
      return { instances };
    },
    compensate: async (input) => {
      for (const { id } of await made(input)) await provider.terminate(id);
    },
  };
}

function checkPair(input: unknown): PairInput {
  const { key, request, ...unknown } = Object(input) as Partial<PairInput>;
  const [surplus] = Object.keys(unknown);
  if (surplus !== undefined) throw invalid(`pair takes no ${surplus}`);
  if (typeof key !== 'string' || key === '') throw invalid('key must be a text that is not empty');
  if (typeof request !== 'object' || request === null) throw invalid('request must be an object');
  return { key, request };
}

function invalid(message: string): ProviderError {
  return new ProviderError('INVALID_SPEC', message, { provider: name });
}

/** What it promises beyond what is promised of every workflow. */
const givesTwo: Contract = defineContract({
  id: 'pair.gives-two',
  intent: 'launch',
  title: 'A pair is two machines, however often it is asked for',
  statement: 'The workflow pair gives two machines, and the same two when the same input is given again.',
  workflow: 'pair',
  steps: (facts) =>
    fc.stringMatching(/^[a-z]{1,8}$/).map((key) => {
      const input = { key, request: plainRequest(facts) };
      return [
        { op: 'workflow', as: 'first', workflow: 'pair', input },
        { op: 'workflow', as: 'again', workflow: 'pair', input },
      ] as const;
    }),
  run: async (trial: Trial) => {
    await trial.play({
      workflow: (result) => {
        const { instances = [] } = mustResolve(trial, result);
        trial.expect(instances.length === 2, 'a pair is two machines', () => `${instances.length}`);
      },
    });
    const ids = new Set(trial.bound().map((bound) => trial.idOf(bound)));
    trial.expect(ids.size <= 2, 'the same input gives the same two', () => [...ids].join(', '));
  },
});

/** What a caller does with it. */
export async function launchPair({ provider }: { readonly provider: AnyProvider }, key: string): Promise<void> {
  const request = { spec: { cpus: 1, memoryMiB: 256 } };
  await runWorkflow(pair(provider), { key, request });
}
