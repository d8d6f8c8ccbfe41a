import { subjectLabel } from '../../engine/subject.ts';
import type { OutputStream } from '../terminal.ts';
import { eventLine } from './event-line.ts';
import type { Progress } from './progress.ts';

/** One line when a provider starts, when it is done, and for each contract that does not pass. */
export function plainProgress(stream: OutputStream): Progress {
  const say = (line: string) => stream.write(`${line}\n`);
  return {
    onEvent: (event, subject) => {
      const line = eventLine(event, subjectLabel(subject), stream.colors);
      if (line !== undefined) say(line);
    },
    say,
    end: () => {},
  };
}
