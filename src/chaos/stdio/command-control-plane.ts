import type { ControlPlane, ControlPlaneHost, IntentView } from '../../controlplane/control-plane.ts';
import { SubjectError } from '../../engine/loaded-subject.ts';
import { isObject } from '../../provider/is-object.ts';
import { never } from '../../testbed/life.ts';
import type { Backstage, ForeignControlPlane } from '../startable.ts';
import { type Conversation, createConversation } from './conversation.ts';
import { hostMethods } from './host-methods.ts';
import type { Hello } from './protocol.ts';
import { createSpares, type Ready, type Spares } from './spares.ts';

export interface CommandOptions {
  /** The program and its arguments. */
  readonly command: readonly string[];
  readonly cwd: string;
  readonly turnLimitMs: number;
  /** How long it may take to its first line. */
  readonly startLimitMs?: number;
}

/** How long, in real time, one turn may take unless somebody says otherwise. */
export const turnLimitDefaultMs = 5_000;

/** A process may load a lot before its first line. */
const startLimitMinMs = 30_000;
const spareCount = 2;

/**
 * A control plane that is a program of its own, in whatever language. Every start of it is a process that nobody has used;
 * a crash ends it with SIGKILL, and whatever it had started. Throws SubjectError where it does not start at all.
 */
export async function commandControlPlane(options: CommandOptions): Promise<ForeignControlPlane> {
  const { command, turnLimitMs, startLimitMs = Math.max(startLimitMinMs, turnLimitMs) } = options;
  const spares = createSpares({ ...options, count: spareCount, startLimitMs });
  const first = await spares.take();
  if ('misconduct' in first) {
    spares.close();
    const { message, lastWords } = first.misconduct;
    throw new SubjectError(
      `the control plane ${JSON.stringify(command.join(' '))} did not start: ${message}${quoted(lastWords)}; see docs/chaos-stdio.md`,
    );
  }
  let unused: Ready | undefined = first;
  const take = async () => {
    const ready = unused ?? (await spares.take());
    unused = undefined;
    return ready;
  };
  return {
    name: first.hello.name,
    features: first.hello.features,
    start: (host, backstage) => startLife({ take, spares, turnLimitMs }, host, backstage),
    close: async () => spares.close(),
  };
}

interface Source {
  readonly take: () => ReturnType<Spares['take']>;
  readonly spares: Spares;
  readonly turnLimitMs: number;
}

async function startLife(
  { take, spares, turnLimitMs }: Source,
  host: ControlPlaneHost,
  { hold, misconduct }: Backstage,
): Promise<ControlPlane> {
  const { clock, signal } = host;
  const letGo = hold();
  const ready = await take();
  if (signal.aborted) {
    if ('process' in ready) ready.process.kill();
    letGo();
    return never();
  }
  if ('misconduct' in ready) {
    misconduct(ready.misconduct);
    letGo();
    return never();
  }
  const { process, hello } = ready;
  const conversation = createConversation({
    ...{ process, hold, clock, turns: hello.turns, limitMs: turnLimitMs },
    methods: hostMethods(host),
    onMisconduct: misconduct,
  });
  signal.addEventListener(
    'abort',
    () => {
      conversation.end();
      process.kill();
      spares.returned(process);
    },
    { once: true },
  );
  const { name, tier, capabilities } = host.provider;
  const started = conversation.ask('start', {
    provider: { name, tier, capabilities },
    seed: host.random.hex(seedLength),
  });
  letGo();
  await started;
  return controlPlaneOf(conversation, hello);
}

const seedLength = 16;

function controlPlaneOf({ ask }: Conversation, { features }: Hello): ControlPlane {
  let observing: Promise<readonly IntentView[]> | undefined;
  return {
    launch: async (intent) => void (await ask('launch', intent)),
    terminate: async (intentId) => void (await ask('terminate', intentId)),
    // One question is enough, however many wait for its answer: it may be busy for long.
    observe: () => {
      observing ??= (ask('observe') as Promise<readonly IntentView[]>).finally(() => {
        observing = undefined;
      });
      return observing;
    },
    reconcile: async () => void (await ask('reconcile')),
    ...(features.includes('jobs') && { place: async (intentId: string) => readPlace(await ask('place', intentId)) }),
  };
}

/** Nothing where it names no machine: a job begins nowhere else. */
function readPlace(said: unknown): { readonly instanceId: string } | undefined {
  const instanceId = isObject(said) ? said.instanceId : undefined;
  return typeof instanceId === 'string' ? { instanceId } : undefined;
}

function quoted(lastWords: string | undefined): string {
  const line = lastWords?.trim().split('\n').at(-1) ?? '';
  return line === '' ? '' : ` (it printed ${JSON.stringify(line.slice(0, 200))})`;
}
