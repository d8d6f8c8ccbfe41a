import type { CertifyEvent } from '../../engine/certify-options.ts';
import { visibleText } from '../../reporters/visible-text.ts';
import type { OutputStream } from '../terminal.ts';
import { eventLine } from './event-line.ts';
import type { Progress } from './progress.ts';

const redrawEveryMs = 80;

/** One line per running provider, rewritten in place below the lasting lines. */
export function liveProgress(stream: OutputStream, nowMs: () => number): Progress {
  const running = new Map<string, Running>();
  let shown = 0;
  let drawnAtMs = Number.NEGATIVE_INFINITY;

  const draw = (lasting = '') => {
    const lines = [...running].map(([provider, state]) => clip(runningLine(provider, state), stream.columns));
    stream.write(`${erase(shown)}${lasting}${lines.map((line) => `${line}\n`).join('')}`);
    shown = lines.length;
    drawnAtMs = nowMs();
  };
  const say = (line: string) => draw(`${line}\n`);

  return {
    onEvent: (event) => {
      follow(running, event);
      // A start shows in the line that is rewritten; it needs none that stays.
      const line = event.type === 'provider-started' ? undefined : eventLine(event, stream.colors);
      if (line !== undefined) say(line);
      else if (nowMs() - drawnAtMs >= redrawEveryMs) draw();
    },
    say,
    end: () => {
      running.clear();
      draw();
    },
  };
}

interface Running {
  readonly contracts: number;
  contract: string;
  cases: number;
  done: number;
  passed: number;
  failed: number;
}

function follow(running: Map<string, Running>, event: CertifyEvent): void {
  if (event.type === 'provider-started') {
    const { contracts } = event;
    running.set(event.provider, { contracts, contract: '', cases: 0, done: 0, passed: 0, failed: 0 });
    return;
  }
  if (event.type === 'provider-finished') {
    running.delete(event.result.name);
    return;
  }
  const state = running.get(event.provider);
  if (!state) return;
  if (event.type === 'contract-started') Object.assign(state, { contract: event.contract, cases: 0 });
  if (event.type === 'contract-progress') state.cases = event.cases;
  if (event.type === 'contract-finished') {
    state.done += 1;
    if (event.outcome.outcome === 'pass') state.passed += 1;
    if (event.outcome.outcome === 'fail') state.failed += 1;
  }
}

function runningLine(provider: string, { contracts, contract, cases, done, passed, failed }: Running): string {
  const counts = `${passed} passed${failed > 0 ? `, ${failed} failed` : ''}`;
  return visibleText(`${provider}  ${done}/${contracts}  ${counts}  ${contract}  ${cases} cases`);
}

/** A line that wraps could not be rewritten. */
function clip(line: string, columns: number): string {
  return line.length < columns ? line : `${line.slice(0, Math.max(0, columns - 2))}…`;
}

function erase(lines: number): string {
  return lines === 0 ? '' : `\u001b[${lines}A\u001b[0J`;
}
