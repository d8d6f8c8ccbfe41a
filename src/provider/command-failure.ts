import type { ExecResult } from './context.ts';

/** What a command said that failed, as the cause of a ProviderError. */
export class CommandFailure extends Error {
  override readonly name: string = 'CommandFailure';
  readonly exitCode: number;
  readonly stderr: string;

  constructor({ exitCode, stderr }: Pick<ExecResult, 'exitCode' | 'stderr'>, message: string) {
    super(message);
    this.exitCode = exitCode;
    this.stderr = stderr;
  }
}

/** Whether a call changes something. Only such a call can have taken effect although it failed. */
export type CallKind = 'reads' | 'writes';
