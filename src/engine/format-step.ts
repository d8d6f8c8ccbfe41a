import { describeThrown } from '../contracts/describe.ts';
import type { CapabilityStep, EnhancedStep, Name, Step, StepOf, WorldStep } from '../contracts/step.ts';
import type { StepResult } from '../contracts/step-result.ts';
import type { StepValue } from '../contracts/step-value.ts';
import { formatValue } from './format-value.ts';

/** A step as a line of a short program: `i1 = spawn({spec: {cpus: 1, memoryMiB: 256}})`. */
export function formatStep(step: Step, bound: (name: Name) => boolean = () => true): string {
  const target = (name: Name) => (bound(name) ? name : formatValue(name));
  switch (step.op) {
    case 'spawn':
      return `${step.as} = spawn(${[formatValue(step.request), step.bootstrap].filter(Boolean).join(', ')})`;
    case 'terminate':
    case 'get':
      return `${step.op}(${target(step.target)})`;
    case 'await-running':
      return `awaitRunning(${target(step.target)})`;
    case 'list':
      return step.filter ? `list(${formatValue(step.filter)})` : 'list()';
    case 'bootstrap':
      return `${step.as === undefined ? '' : `${step.as} = `}generateBootstrap(${formatValue(step.request)})`;
    case 'startup':
      return 'onStartup()';
    case 'shutdown':
      return 'onShutdown()';
    case 'heartbeat':
      return `onHeartbeat(${formatValue(step.tasks)})`;
    case 'wait':
      return `wait(${step.ms} ms)`;
    case 'fault':
      return `${step.as} = inject(${formatValue(step.fault)})`;
    case 'heal':
      return `heal(${step.target})`;
    case 'overlap':
      return `together(${step.clients.map((steps) => steps.map((inner) => formatStep(inner, bound)).join('; ')).join(' | ')})`;
    case 'workflow':
      return `${step.as} = ${camel(step.workflow)}(${formatValue(step.input)})`;
    case 'compensate':
      return `${camel(step.workflow)}.compensate(${formatValue(step.input)})`;
    case 'process':
      return `${formatProcess(step)}(${step.steps.map((inner) => formatStep(inner, bound)).join('; ')})`;
    default:
      return formatOther(step, target);
  }
}

function camel(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function formatProcess({ death }: StepOf<'process'>): string {
  return death === undefined ? 'inAnotherProcess' : `inAProcessThatDies${camel(`-${death.moment}`)}Call${death.call}`;
}

type OtherStep = CapabilityStep | WorldStep | EnhancedStep;

/** What each step is called; arguments are told the same way for all of them. */
const callNames: { readonly [Op in OtherStep['op']]: string } = {
  'create-snapshot': 'createSnapshot',
  'snapshot-status': 'getSnapshotStatus',
  'await-snapshot': 'awaitSnapshot',
  'delete-snapshot': 'deleteSnapshot',
  'request-spot': 'requestSpotInstance',
  'cancel-spot': 'cancelSpotRequest',
  'spot-prices': 'getSpotPrices',
  'list-regions': 'listRegions',
  'create-volume': 'createVolume',
  'get-volume': 'getVolume',
  'await-volume': 'awaitVolume',
  'delete-volume': 'deleteVolume',
  'claim-warm': 'claimWarmVolume',
  'release-warm': 'releaseWarmVolume',
  hibernate: 'hibernate',
  resume: 'resume',
  costs: 'getCosts',
  'write-disk': 'writeDisk',
  'read-disk': 'readDisk',
  'interrupt-spot': 'interruptSpot',
  'drain-zone': 'drainZone',
  'refill-zone': 'refillZone',
  'get-enhanced': 'getEnhanced',
  'get-enhanced-snapshot': 'getEnhancedSnapshot',
};

function formatOther(step: OtherStep, target: (name: Name) => string): string {
  const { op, ...rest } = step;
  const { as, instanceAs, target: aim, ...values } = rest as Partial<Record<string, unknown>>;
  const given = [...(typeof aim === 'string' ? [target(aim)] : []), ...Object.values(values).map(formatValue)];
  const bound = [as, instanceAs].filter((name) => name !== undefined).join(', ');
  return `${bound === '' ? '' : `${bound} = `}${callNames[op]}(${given.join(', ')})`;
}

/** What the step came to, in a few words. Of an instance only its id and status: `actual` and the wire tell the rest. */
export function formatResult(result: StepResult): string {
  if (result.outcome === 'threw') return `threw ${describeThrown(result.thrown)}`;
  if (result.outcome === 'unsettled') return `had not settled after ${result.afterMs} ms`;
  if (isSecretBootstrap(result)) return 'a bootstrap with a key in it';
  if (result.step.op === 'overlap') return formatOverlap(result.value as StepValue<'overlap'>);
  if (result.step.op === 'process') return formatLife(result.value as StepValue<'process'>);
  return result.value === undefined ? '' : formatValue(inShort(result.value));
}

/** Its content may hold the key in a form that nobody recognises later. */
function isSecretBootstrap({ step }: StepResult): boolean {
  return step.op === 'bootstrap' && step.request?.tailscale !== undefined;
}

/** When each call began and ended tells which of them overlapped. */
function formatOverlap(clients: StepValue<'overlap'>): string {
  const calls = clients.flat().toSorted((a, b) => a.beganAt - b.beganAt);
  return calls
    .map((call) => `\n    ${call.beganAt}-${call.endedAt} client ${call.client + 1}: ${formatCall(call.result)}`)
    .join('');
}

function formatLife({ died, calls, results }: StepValue<'process'>): string {
  const end = died ? 'died' : 'ended';
  return [...results.map((result) => `\n    ${formatCall(result)}`), `\n    ${end} after ${calls} calls`].join('');
}

function formatCall(result: StepResult): string {
  const came = formatResult(result);
  return came === '' ? formatStep(result.step) : `${formatStep(result.step)}  → ${came}`;
}

function inShort(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inShort);
  if (!isInstanceLike(value)) return value;
  return { id: value.id, status: value.status };
}

function isInstanceLike(value: unknown): value is { readonly id: unknown; readonly status: unknown } {
  return typeof value === 'object' && value !== null && 'id' in value && 'status' in value;
}
