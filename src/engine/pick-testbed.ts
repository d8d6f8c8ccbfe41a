import type { Testbed } from '../testbed/testbed.ts';
import { type LoadedSubject, SubjectError } from './loaded-subject.ts';

/** The testbed asked for, or the subject's first. Throws SubjectError. */
export function pickTestbed(subject: LoadedSubject, name: string | undefined): Testbed {
  const [first] = subject.testbeds;
  if (name === undefined && first) return first;
  const found = subject.testbeds.find((testbed) => testbed.name === name);
  if (found) return found;
  const offered = subject.testbeds.map((testbed) => testbed.name).join(', ');
  throw new SubjectError(`${subject.module.name} has no testbed ${name}: choose one of ${offered}`);
}
