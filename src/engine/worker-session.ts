import { contractCatalogue } from '../contracts/catalogue.ts';
import type { Contract } from '../contracts/contract.ts';
import { describeWithCauses } from '../contracts/describe.ts';
import type { AnyProvider } from '../provider/provider.ts';
import type { ProviderModule } from '../provider/registration.ts';
import type { UnwrittenPart } from '../provider/unwritten.ts';
import type { WorldFacts } from '../testbed/world-facts.ts';
import { withinLimits } from './budget/within-limits.ts';
import { type AskedCases, casesOf } from './cases-of.ts';
import { contractScope } from './contract-scope.ts';
import { contractSetOf } from './contract-set.ts';
import { gate } from './gate.ts';
import { type KeptJournal, keepJournal } from './journal/keep-journal.ts';
import { keepOwnerKey, outDirOfJournal, ownerMark } from './journal/owner-mark.ts';
import { loadModule } from './load-module.ts';
import { type FindRegistered, type LoadedSubject, SubjectError } from './loaded-subject.ts';
import { lookAt, unwrittenFor } from './look-at.ts';
import { pickTestbed } from './pick-testbed.ts';
import { replayInWorld } from './replay-in-world.ts';
import { runContract } from './run-contract.ts';
import { sourceDigest } from './source-digest.ts';
import { sourceOf } from './source-of.ts';
import { type Subject, subjectLabel } from './subject.ts';
import type { WorkerMessage, WorkerRequest } from './worker-protocol.ts';
import { createWorlds, type Worlds } from './worlds.ts';

const progressEvery = 20;

// Taken at load: code under test may replace the globals. Never the wall clock, which may jump.
const monotonic = performance.now.bind(performance);

type OpenRequest = Extract<WorkerRequest, { type: 'open' }>;

interface OpenSession {
  readonly worlds: Worlds;
  readonly kept: KeptJournal | undefined;
  readonly facts: WorldFacts;
  readonly contracts: ReadonlyMap<string, Contract>;
  readonly unwritten: readonly UnwrittenPart[];
  readonly settings: Readonly<Record<string, string>>;
  readonly seed: number;
  readonly asked: AskedCases | undefined;
}

/** What a worker does for each request: opens one subject, judges its contracts, takes down what it made. */
export function createSession(
  findRegistered: FindRegistered,
  send: (message: WorkerMessage) => void,
  leftOpen: () => Promise<readonly string[]>,
): (request: WorkerRequest) => Promise<void> {
  const abort = new AbortController();
  let open: OpenSession | undefined;

  const handlers: {
    readonly [T in WorkerRequest['type']]: (request: Extract<WorkerRequest, { type: T }>) => Promise<void>;
  } = {
    open: async (asked) => {
      const subject = await load(asked.subject, findRegistered);
      const testbed = pickTestbed(subject, asked.testbed);
      const request = testbed.isolation === 'run' ? signed(asked) : asked;
      const { module, sourcePath } = subject;
      const kept = testbed.isolation === 'run' ? await keepJournal(request, testbed.name) : undefined;
      const worlds = createWorlds({
        ...request,
        journal: kept && withinLimits(kept, request.spending, (spent) => abort.abort(spent)),
        testbed,
        module: blamed(request.subject, module),
        signal: abort.signal,
      });
      const looked = await lookAt(worlds, { ...request, label: subjectLabel(request.subject) }).catch(
        (thrown: unknown) => {
          // Nothing was asked for yet: where no earlier process left anything, there is nothing to sweep.
          kept?.journal.close(kept.left.length + kept.asked.length === 0);
          throw thrown;
        },
      );
      const { facts, provider, workflows, enhanced, contracts } = looked;
      open = {
        worlds,
        kept,
        facts,
        contracts: byId(contracts),
        unwritten: looked.unwritten,
        settings: request.settings,
        seed: request.seed,
        asked: request.runs,
      };
      send({
        type: 'opened',
        opened: {
          name: nameOf(module, provider),
          tier: provider.tier,
          source: sourceOf(sourcePath, process.cwd()),
          digest: await sourceDigest(sourcePath),
          capabilities: { ...provider.capabilities },
          testbed: { name: testbed.name, fidelity: testbed.fidelity, tolerances: facts.tolerances },
          isolation: testbed.isolation,
          contractSet: contractSetOf(contractCatalogue),
          contracts: contracts.map((contract) => {
            const skip = gate(contract, { ...provider, workflows, enhanced, testbed });
            return { id: contract.id, level: contract.level, ...(skip && { skip }) };
          }),
        },
      });
    },
    contract: async ({ id, stored }) => {
      const { contracts, settings: _, kept: __, unwritten, asked, ...session } = mustBeOpen(open);
      const contract = contracts.get(id);
      if (!contract) throw new SubjectError(`unknown contract ${id}`);
      const onCase = (cases: number) => {
        if (cases % progressEvery === 0) send({ type: 'progress', contract: id, cases });
      };
      const result = await contractScope.run(id, () =>
        runContract({
          ...session,
          contract,
          runs: casesOf(contract, session.facts, session.worlds.testbed, asked),
          stored,
          unwritten: unwrittenFor(unwritten, id),
          signal: abort.signal,
          elapsedMs: monotonic,
          onCase,
        }),
      );
      send({ type: 'outcome', ...result });
    },
    replay: async ({ file }) => {
      const { contracts, worlds } = mustBeOpen(open);
      send({ type: 'replayed', result: await replayInWorld(file, contracts, worlds) });
    },
    interrupt: async () => abort.abort(new Error('interrupted')),
    close: async () => {
      const closing = open;
      open = undefined;
      const resources = (await closing?.worlds.close()) ?? { created: 0, destroyed: 0, leaked: 0 };
      closing?.kept?.journal.close(resources.leaked === 0);
      send({ type: 'closed', resources, leftOpen: await leftOpen() });
    },
    sweep: async ({ runId }) => {
      const { worlds, settings, kept } = mustBeOpen(open);
      const swept = await worlds.testbed.sweep(runId, settings);
      worlds.count(swept);
      for (const id of swept.removed) kept?.journal.gone(id);
      // Where the testbed cannot look behind the provider's back, the provider has to do it.
      if (!worlds.testbed.abilities.includes('ledger')) await worlds.takeDown(kept?.left ?? []);
      send({ type: 'swept', swept });
    },
  };
  return (request) => handlers[request.type](request as never);
}

/** A run on a shared world signs what it makes; who takes over from it goes on with the mark that is in the journal. */
function signed(request: OpenRequest): OpenRequest {
  const { journal, runId, settings } = request;
  if (journal === undefined || settings.owner !== undefined) return request;
  const owner = ownerMark(runId, keepOwnerKey(outDirOfJournal(journal)));
  return { ...request, settings: { ...settings, owner } };
}

/** A module that cannot be used is the user's to repair: the message names it. */
function blamed(subject: Subject, module: ProviderModule): ProviderModule {
  const create: ProviderModule['create'] = async (context) => {
    try {
      return await module.create(context);
    } catch (thrown) {
      throw new SubjectError(`${subjectLabel(subject)}: create threw ${describeWithCauses(thrown)}`);
    }
  };
  return { ...module, create };
}

/** A module's own name tells several providers of one service apart. */
function nameOf(module: ProviderModule, provider: AnyProvider): string {
  return typeof module.name === 'string' && module.name !== '' ? module.name : provider.name;
}

function load(subject: Subject, findRegistered: FindRegistered): LoadedSubject | Promise<LoadedSubject> {
  return subject.kind === 'registered' ? findRegistered(subject.name) : loadModule(subject.path);
}

function byId(contracts: readonly Contract[]): ReadonlyMap<string, Contract> {
  return new Map(contracts.map((contract) => [contract.id, contract]));
}

function mustBeOpen(open: OpenSession | undefined): OpenSession {
  if (!open) throw new Error('the worker was asked to run before it was opened');
  return open;
}
