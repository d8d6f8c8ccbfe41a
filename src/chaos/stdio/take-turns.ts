import type { Misconduct } from '../startable.ts';
import type { CommandProcess } from './command-process.ts';
import { excerpt, type ForeignLine, type Hello, readLine, turnMaxLines } from './protocol.ts';

export interface TurnOptions {
  readonly process: CommandProcess;
  readonly turns: Hello['turns'];
  /** Holds the time; gives a function that lets it go. */
  readonly hold: () => () => void;
  /** How long, in real time, a turn of it may take. */
  readonly limitMs: number;
  /** The next line for it, as it is to be said now; undefined while there is nothing to say. */
  readonly next: () => string | undefined;
  /** What it has said in its turn, which is over. */
  readonly onSaid: (lines: readonly ForeignLine[]) => void;
  /** It cannot be spoken with any more. */
  readonly onMisconduct: (what: Misconduct) => void;
}

/** Two that speak in turns. */
export interface Turns {
  /** There may be something to say. */
  speak(): void;
  /** Something that it said made no sense. */
  refuse(what: Misconduct): void;
  /** Nothing is said any more, and nothing heard. */
  end(): void;
}

interface Turn {
  readonly letGo: () => void;
  readonly limit: NodeJS.Timeout;
  readonly said: ForeignLine[];
  isSpoken: boolean;
}

// Taken at load: code under test may replace the globals.
const nextTurn = setImmediate;

/**
 * Takes turns with a process. While it has its turn, time stands still, however long it really takes: what it says comes
 * at the same instant in every run, and in the same order. It has its turn from a line to it until it has said one of its
 * own or, where it speaks so, that it is idle.
 */
export function createTurns(options: TurnOptions): Turns {
  const { process, turns, hold, limitMs, next, onSaid, onMisconduct } = options;
  let turn: Turn | undefined;
  let isOver = false;

  const end = (): void => {
    isOver = true;
    clearTimeout(turn?.limit);
    turn?.letGo();
    turn = undefined;
  };

  const refuse = (what: Misconduct): void => {
    if (isOver) return;
    process.kill();
    const words = what.lastWords ?? process.lastWords();
    // Told before time is let go: nothing may happen in between.
    onMisconduct({ ...what, ...(words !== '' && { lastWords: words }) });
    end();
  };

  const speak = (): void => {
    if (isOver || turn) return;
    const line = next();
    if (line === undefined) return;
    turn = { letGo: hold(), limit: setTimeout(onLate, limitMs), said: [], isSpoken: false };
    process.write(line);
  };

  const onLate = (): void => {
    const half = process.halfLine() === '' ? '' : `; the line ${excerpt(process.halfLine())} has no end`;
    const what = turns === 'lines' ? 'it wrote no line' : 'it was not idle';
    refuse({ signature: 'hang', message: `${what} within ${limitMs / 1_000} s${half}` });
  };

  const onLine = (text: string): void => {
    if (isOver) return;
    const line = readLine(text);
    if (line.says === 'nonsense') {
      refuse({ signature: 'nonsense', message: `it wrote a line that ${line.why}: ${excerpt(text)}` });
    } else if (!turn || turn.isSpoken) {
      refuse({ signature: 'out-of-turn', message: `it wrote a line out of its turn: ${excerpt(text)}` });
    } else if (turn.said.length >= turnMaxLines) {
      refuse({ signature: 'flood', message: `it wrote more than ${turnMaxLines} lines in one turn` });
    } else {
      if (line.says !== 'is-idle') turn.said.push(line);
      if (turns === 'lines' || line.says === 'is-idle') finish(turn);
    }
  };

  const finish = (finished: Turn): void => {
    finished.isSpoken = true;
    clearTimeout(finished.limit);
    // The rest of the world has come to rest by then, however fast the process was.
    nextTurn(() => {
      if (isOver) return;
      turn = undefined;
      onSaid(finished.said);
      speak();
      finished.letGo();
    });
  };

  process.listen({ onLine, onEnd: refuse });
  return { speak, refuse, end };
}
