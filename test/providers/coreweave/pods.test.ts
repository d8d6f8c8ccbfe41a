import { expect, test } from 'vitest';
import { createCoreweave } from '../../../src/providers/coreweave/coreweave.ts';
import { contextUnderTest, id, podName, podOf, status, uid } from './context-under-test.ts';

const successor = id.replace(/.$/, '0');

test('terminate names the pod that is meant, and nobody who took over its name', async () => {
  const bodies: object[] = [];
  const context = contextUnderTest(({ body }) => {
    bodies.push(body);
    return Response.json(podOf({ phase: 'Running' }));
  });
  await createCoreweave(context).provider.terminate(id);
  expect(bodies).toMatchObject([{ kind: 'DeleteOptions', preconditions: { uid }, gracePeriodSeconds: 5 }]);
});

/** A cluster that answers a delete so, and a look after it so. */
function conflicting(answer: Response, look: Response) {
  return createCoreweave(contextUnderTest(({ method }) => (method === 'DELETE' ? answer : look).clone())).provider;
}

const conflict = status(409, 'Conflict', 'Operation cannot be fulfilled on Pod "x"');
const gone = status(404, 'NotFound');

test.each([
  ['nothing has its name', gone, gone],
  ['another one has its name by now', conflict, Response.json(podOf({ phase: 'Running' }, { uid: 'of-another' }))],
  ['another one had its name, and went too', conflict, gone],
])('terminate is silent where %s', async (_what, answer, look) => {
  await expect(conflicting(answer, look).terminate(id)).resolves.toBeUndefined();
});

test('a conflict of a terminate is told where the pod is still there', async () => {
  const own = conflicting(conflict, Response.json(podOf({ phase: 'Running' })));
  await expect(own.terminate(id)).rejects.toMatchObject({ code: 'PROVIDER_UNAVAILABLE', ambiguous: true });
});

test('a conflict of a terminate is no success where nobody can look', async () => {
  await expect(conflicting(conflict, status(503, 'ServiceUnavailable')).terminate(id)).rejects.toMatchObject({
    code: 'PROVIDER_UNAVAILABLE',
  });
});

test('a pod under the same name with another uid is another instance', async () => {
  const { provider } = createCoreweave(contextUnderTest(() => Response.json(podOf({ phase: 'Running' }))));
  expect(await provider.get(successor)).toBeNull();
  expect((await provider.get(id))?.id).toBe(id);
});

test.each(['', 'x', podName, `${podName}.`, `../nodes/${uid}`, `${podName}/log.${uid}`, `${id}?x`, `assay-X.${uid}`])(
  'the id %j was never given out, so nobody is asked about it',
  async (odd) => {
    const context = contextUnderTest(() => {
      throw new Error('somebody was asked');
    });
    const { provider } = createCoreweave(context);
    expect(await provider.get(odd)).toBeNull();
    await expect(provider.terminate(odd)).resolves.toBeUndefined();
  },
);

test('what a container runs is in no read', async () => {
  const { provider } = createCoreweave(contextUnderTest(() => Response.json(podOf({ phase: 'Running' }))));
  expect(JSON.stringify(await provider.get(id))).not.toContain('secret-of-the-script');
});
