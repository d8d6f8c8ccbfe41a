import type { Instance } from './instance.ts';
import type { Volume } from './resources.ts';

/** A named, input-validated operation of a provider, with compensation for what it did before it failed. */
export interface Workflow<Input = unknown, Output extends WorkflowOutput = WorkflowOutput> {
  readonly name: string;
  /** Throws INVALID_SPEC when the input is not what the workflow takes. Calls nothing. */
  validate(input: unknown): Input;
  /** The same input, given again after whatever happened, comes to the same things and never to more of them. */
  run(input: Input): Promise<Output>;
  /** Undoes what a failed run left behind, also one of another process. Idempotent. */
  compensate(input: Input): Promise<void>;
}

/** What a workflow made or found, so that its caller can use and end it; each has its own words beside. */
export interface WorkflowOutput {
  readonly instances?: readonly Instance[];
  readonly volumes?: readonly Volume[];
}

/**
 * Runs a workflow as its callers should: the input is looked at first, and what a failed run left is undone. Throws what
 * the run threw; where undoing fails too, an AggregateError of both.
 *
 * @example
 * const launch = (workflow: Workflow, request: SpawnRequest) => runWorkflow(workflow, { key: 'batch-7', count: 3, request });
 */
export async function runWorkflow<Input, Output extends WorkflowOutput>(
  workflow: Workflow<Input, Output>,
  input: unknown,
): Promise<Output> {
  const valid = workflow.validate(input);
  try {
    return await workflow.run(valid);
  } catch (thrown) {
    await workflow.compensate(valid).catch((left: unknown) => {
      throw new AggregateError([thrown, left], `${workflow.name} failed, and what it left could not be undone`);
    });
    throw thrown;
  }
}
