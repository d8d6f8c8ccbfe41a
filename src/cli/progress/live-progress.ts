import type { CertifyEvent } from '../../engine/certify-options.ts';
import { subjectLabel } from '../../engine/subject.ts';
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
    const lines = [...running].map(([subject, state]) => clip(runningLine(subject, state), stream.columns));
    stream.write(`${erase(shown)}${lasting}${lines.map((line) => `${line}\n`).join('')}`);
    shown = lines.length;
    drawnAtMs = nowMs();
  };
  const say = (line: string) => draw(`${line}\n`);

  return {
    onEvent: (event, subject) => {
      const label = subjectLabel(subject);
      follow(running, label, event);
      // A start shows in the line that is rewritten; it needs none that stays.
      const line = event.type === 'provider-started' ? undefined : eventLine(event, label, stream.colors);
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

function follow(running: Map<string, Running>, label: string, event: CertifyEvent): void {
  if (event.type === 'provider-started') {
    const { contracts } = event;
    running.set(label, { contracts, contract: '', cases: 0, done: 0, passed: 0, failed: 0 });
    return;
  }
  if (event.type === 'provider-finished') {
    running.delete(label);
    return;
  }
  const state = running.get(label);
  if (!state) return;
  if (event.type === 'contract-started') Object.assign(state, { contract: event.contract, cases: 0 });
  if (event.type === 'contract-progress') Object.assign(state, { contract: event.contract, cases: event.cases });
  if (event.type === 'contract-finished') {
    state.done += 1;
    if (event.outcome.outcome === 'pass') state.passed += 1;
    if (event.outcome.outcome === 'fail') state.failed += 1;
  }
}

function runningLine(subject: string, { contracts, contract, cases, done, passed, failed }: Running): string {
  const counts = `${passed} passed${failed > 0 ? `, ${failed} failed` : ''}`;
  return visibleText(`${subject}  ${done}/${contracts}  ${counts}  ${contract}  ${cases} cases`);
}

/** A line that wraps could not be rewritten. */
function clip(line: string, columns: number): string {
  return line.length < columns ? line : `${line.slice(0, Math.max(0, columns - 2))}…`;
}

function erase(lines: number): string {
  return lines === 0 ? '' : `\u001b[${lines}A\u001b[0J`;
}
