import { describeThrown } from '../contracts/describe.ts';
import type { Name, Step } from '../contracts/step.ts';
import type { StepResult } from '../contracts/step-result.ts';
import { formatValue } from './format-value.ts';

/** A step as a line of a short program: `i1 = spawn({spec: {cpus: 1, memoryMiB: 256}})`. */
export function formatStep(step: Step, bound: (name: Name) => boolean = () => true): string {
  const target = (name: Name) => (bound(name) ? name : formatValue(name));
  switch (step.op) {
    case 'spawn':
      return `${step.as} = spawn(${formatValue(step.request)})`;
    case 'terminate':
    case 'get':
      return `${step.op}(${target(step.target)})`;
    case 'await-running':
      return `awaitRunning(${target(step.target)})`;
    case 'list':
      return step.filter ? `list(${formatValue(step.filter)})` : 'list()';
    case 'bootstrap':
      return `generateBootstrap(${formatValue(step.request)})`;
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
  }
}

/** What the step came to, in a few words. Of an instance only its id and status: `actual` and the wire tell the rest. */
export function formatResult(result: StepResult): string {
  if (result.outcome === 'threw') return `threw ${describeThrown(result.thrown)}`;
  if (result.outcome === 'unsettled') return `had not settled after ${result.afterMs} ms`;
  return result.value === undefined ? '' : formatValue(inShort(result.value));
}

function inShort(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inShort);
  if (!isInstanceLike(value)) return value;
  return { id: value.id, status: value.status };
}

function isInstanceLike(value: unknown): value is { readonly id: unknown; readonly status: unknown } {
  return typeof value === 'object' && value !== null && 'id' in value && 'status' in value;
}
