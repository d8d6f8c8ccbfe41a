import { accessSync, constants, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ControlPlaneSubject } from '../../chaos/control-plane-subject.ts';
import { UsageError } from '../usage-error.ts';
import { parseDuration } from './duration.ts';

/**
 * What `--control-plane` names: one JavaScript or TypeScript file is a module, anything else a command. Throws UsageError
 * for what can be neither.
 */
export function parseControlPlane(given: string, turnLimit: string | undefined, cwd: string): ControlPlaneSubject {
  const turnLimitMs = turnLimit === undefined ? undefined : parseDuration('--turn-limit', turnLimit);
  if (isModule(given, cwd)) return { kind: 'module', path: given };
  const command = splitCommand(given);
  if (command.length === 0) throw new UsageError('--control-plane is empty: give a module or a command');
  const [program = ''] = command;
  if (command.length === 1 && isFile(program, cwd) && !isExecutable(program, cwd)) {
    throw new UsageError(
      `--control-plane ${JSON.stringify(given)} exports no control plane and cannot be executed: give a JavaScript or TypeScript module, or a command such as 'python3 ${program}'`,
    );
  }
  return { kind: 'command', command: [...command], ...(turnLimitMs !== undefined && { turnLimitMs }) };
}

function isModule(given: string, cwd: string): boolean {
  if (!/\.[cm]?[jt]sx?$/.test(given)) return false;
  return isFile(given, cwd) || splitCommand(given).length === 1;
}

/** Words as a shell cuts them: blanks part them, unless they are quoted or follow a backslash. Nothing else is special. */
export function splitCommand(text: string): readonly string[] {
  const words: string[] = [];
  const pattern = /"((?:\\.|[^"\\])*)"|'([^']*)'|\\(.)|(\s+)|([^\s"'\\]+)|(["'\\])/gs;
  let word: string | undefined;
  for (const [, double, single, escaped, blank, plain, stray] of text.matchAll(pattern)) {
    if (stray !== undefined) throw new UsageError(`--control-plane ${JSON.stringify(text)}: ${stray} has no end`);
    if (blank === undefined) {
      word = (word ?? '') + (double?.replace(/\\(["\\])/g, '$1') ?? single ?? escaped ?? plain ?? '');
    } else if (word !== undefined) {
      words.push(word);
      word = undefined;
    }
  }
  return word === undefined ? words : [...words, word];
}

function isFile(path: string, cwd: string): boolean {
  return statSync(resolve(cwd, path), { throwIfNoEntry: false })?.isFile() === true;
}

function isExecutable(path: string, cwd: string): boolean {
  try {
    accessSync(resolve(cwd, path), constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
