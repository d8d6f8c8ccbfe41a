import { expect, test } from 'vitest';
import { runWorkflow, type Workflow } from '../../src/provider/workflow.ts';

interface Behaviour {
  readonly invalid?: Error;
  readonly fails?: Error;
  readonly stuck?: Error;
}

/** A workflow that does nothing but write down what it was asked. */
function workflow({ invalid, fails, stuck }: Behaviour) {
  const asked: string[] = [];
  const made: Workflow<{ readonly key: string }> = {
    name: 'pair',
    validate: (input) => {
      asked.push('validate');
      if (invalid) throw invalid;
      return { key: String(input) };
    },
    run: async ({ key }) => {
      asked.push(`run ${key}`);
      if (fails) throw fails;
      return { instances: [] };
    },
    compensate: async ({ key }) => {
      asked.push(`compensate ${key}`);
      if (stuck) throw stuck;
    },
  };
  return { made, asked };
}

test('what a workflow gives is given on, and nothing is undone', async () => {
  const { made, asked } = workflow({});
  expect(await runWorkflow(made, 'k')).toEqual({ instances: [] });
  expect(asked).toEqual(['validate', 'run k']);
});

test('an input that is refused is neither run nor undone', async () => {
  const invalid = new Error('no input');
  const { made, asked } = workflow({ invalid });
  await expect(runWorkflow(made, 'k')).rejects.toBe(invalid);
  expect(asked).toEqual(['validate']);
});

test('a run that fails is undone, with what was checked, and its failure is told', async () => {
  const fails = new Error('half way');
  const { made, asked } = workflow({ fails });
  await expect(runWorkflow(made, 'k')).rejects.toBe(fails);
  expect(asked).toEqual(['validate', 'run k', 'compensate k']);
});

test('where undoing fails too, both are told, and of which workflow', async () => {
  const [fails, stuck] = [new Error('half way'), new Error('no way back')];
  const { made } = workflow({ fails, stuck });
  const thrown = await runWorkflow(made, 'k').catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(AggregateError);
  expect((thrown as AggregateError).errors).toEqual([fails, stuck]);
  expect((thrown as AggregateError).message).toContain('pair');
});
