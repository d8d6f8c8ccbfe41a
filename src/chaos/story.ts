import { findKind } from './disturbance-kinds.ts';
import type { Experiment } from './experiment.ts';
import type { History, HistoryEvent } from './history.ts';
import { findOracle } from './oracles/oracle-set.ts';

const sentencesMax = 10;

interface Sentence {
  readonly text: string;
  /** How much the story would lose without it. */
  readonly weight: number;
  readonly atMs: number;
  /** How often the same happened once more. */
  again: number;
}

/** What happened in a run that failed, in at most ten sentences; the last one is the violation. */
export function tellStory(experiment: Experiment, { events }: Pick<History, 'events'>): readonly string[] {
  const sentences: Sentence[] = [];
  const end = events.findIndex(({ lane }) => lane === 'oracle');
  for (const event of end < 0 ? events : events.slice(0, end + 1)) {
    const told = tell(event, experiment);
    const [text, weight] = told ?? ['', 0];
    const same = sentences.find((sentence) => sentence.text === text);
    if (told === undefined) continue;
    if (same) same.again += 1;
    else sentences.push({ text, weight, atMs: event.atMs, again: 0 });
  }
  const kept = new Set(sentences.toSorted((a, b) => b.weight - a.weight).slice(0, sentencesMax));
  return sentences.filter((sentence) => kept.has(sentence)).map(written);
}

function written({ text, atMs, again }: Sentence): string {
  const more = again === 0 ? '' : ` (and ${again === 1 ? 'once' : `${again} times`} more)`;
  return `At ${seconds(atMs)} ${text}${more}.`;
}

function seconds(ms: number): string {
  return `${Number((ms / 1_000).toFixed(1))} s`;
}

type Told = readonly [text: string, weight: number] | undefined;

function tell(event: HistoryEvent, experiment: Experiment): Told {
  switch (event.lane) {
    case 'client':
      return tellOfClient(event);
    case 'control-plane':
      return tellOfControlPlane(event);
    case 'call':
      return event.did === 'ends' ? tellOfAnswer(event, experiment) : tellOfCall(event);
    case 'truth':
      return tellOfMachine(event);
    case 'disturbance':
      return event.did === 'acts' ? tellOfDisturbance(event) : tellOfSpan(event);
    case 'run':
      return event.did === 'heals' ? ['everything was healed', 6] : undefined;
    case 'oracle':
      return [`${event.oracle}, ${findOracle(event.oracle).title}, was violated: ${event.message}`, 10];
  }
}

type EventOf<L extends HistoryEvent['lane']> = Extract<HistoryEvent, { lane: L }>;

function tellOfClient(event: EventOf<'client'>): Told {
  const { did, intent } = event;
  if (did === 'has-a-job') return [`the client had a job for ${intent}`, 6];
  if (did === 'begins-a-job') return [`a job began on ${event.machine} of ${intent}`, 8];
  const { operation } = event;
  const what = operation === 'launch' ? `a machine for ${intent}` : `the end of ${intent}`;
  if (did === 'asks') return [`the client asked for ${what}`, 7];
  return did === 'is-refused' ? [`the control plane failed to take on ${what}`, 5] : undefined;
}

function tellOfControlPlane(event: EventOf<'control-plane'>): Told {
  if ('life' in event) {
    if (event.did === 'dies') return ['the control plane died', 9];
    return event.life > 1 ? ['it was started again', 6] : undefined;
  }
  if (event.did === 'throws') return [`its ${event.during} threw: ${event.message}`, 5];
  const machine = event.machine === undefined ? '' : ` on ${event.machine}`;
  const reason = event.reason === undefined ? '' : `, because of ${event.reason}`;
  if (event.phase === 'nothing') return [`the control plane no longer knew ${event.intent}`, 8];
  const isFinal = event.phase === 'ended' || event.phase === 'refused';
  return [`the control plane called ${event.intent} ${event.phase}${machine}${reason}`, isFinal ? 8 : 4];
}

function tellOfCall({ operation, intent, machine }: Extract<EventOf<'call'>, { did: 'begins' }>): Told {
  if (operation === 'spawn')
    return [`the control plane asked the provider to spawn a machine for ${intent ?? 'nobody'}`, 5];
  return operation === 'terminate' ? [`the control plane asked the provider to terminate ${machine}`, 5] : undefined;
}

function tellOfAnswer(event: Extract<EventOf<'call'>, { did: 'ends' }>, { disturbances }: Experiment): Told {
  const { operation, outcome, intent, disturbedBy } = event;
  const whom = intent === undefined ? operation : `${operation} for ${intent}`;
  const result =
    outcome.did === 'failed'
      ? `failed with ${outcome.code}${outcome.ambiguous ? ', perhaps after it had taken effect' : ''}`
      : 'succeeded';
  const why = disturbedBy.flatMap((id) => {
    const kind = findKind(disturbances.find((each) => each.id === id)?.kind ?? '');
    return kind ? [`${kind.told} (${kind.number})`] : [];
  });
  if (why.length > 0) return [`its ${whom} ${result}: ${why.join('; ')}`, 8];
  return outcome.did === 'failed' ? [`its ${whom} ${result}`, 6] : undefined;
}

function tellOfMachine({ did, machine, intent }: EventOf<'truth'>): Told {
  const whose = intent === undefined ? machine : `${machine} of ${intent}`;
  if (did === 'born') return [`the service made ${whose}`, 7];
  if (did === 'gone') return [`${whose} was gone`, 3];
  return did === 'running' ? [`${whose} ran`, 2] : undefined;
}

/** What is done to the process is seen in what the process does, and told when it begins and ends. */
function tellOfSpan({ did, kind: name }: EventOf<'disturbance'>): Told {
  const kind = findKind(name);
  if (kind?.acts !== 'process' || !kind.isTold) return undefined;
  return did === 'begins' ? [`${kind.told} (${kind.number})`, 9] : [`${kind.number} was over`, 5];
}

function tellOfDisturbance({ kind: name, machine, intent }: Extract<EventOf<'disturbance'>, { did: 'acts' }>): Told {
  const kind = findKind(name);
  const whose = intent === undefined ? machine : `${machine} of ${intent}`;
  if (!kind) return undefined;
  return [
    kind.acts === 'record' ? `${kind.told} ${whose} (${kind.number})` : `${whose} ${kind.told} (${kind.number})`,
    9,
  ];
}
