import type { NativeErrorKind } from '../../testbed/fault.ts';
import { type Answer, graphqlError, problem } from './answer.ts';
import { lowBalance, noCapacity } from './place-pod.ts';

/** The failures of GraphQL: most come with HTTP 200. A kind that is not here looks as it does in REST. */
export const graphqlErrors: { readonly [K in NativeErrorKind]?: readonly Answer[] } = {
  capacity: [
    graphqlError(noCapacity, 'SUPPLY_CONSTRAINT'),
    graphqlError('There are no instances currently available', 'SUPPLY_CONSTRAINT'),
    graphqlError(noCapacity),
  ],
  auth: [problem(401, 'Unauthorized'), { status: 401, body: 'Unauthorized' }],
  quota: [graphqlError(lowBalance, 'INSUFFICIENT_BALANCE'), graphqlError(lowBalance)],
  invalid: [
    graphqlError('Variable "$input" got invalid value: gpuCount', 'BAD_USER_INPUT', 400),
    graphqlError('Cannot query field "flavour" on type "Pod".', 'GRAPHQL_VALIDATION_FAILED', 400),
  ],
  'not-found': [graphqlError('pod not found', 'POD_NOT_FOUND')],
  unavailable: [
    graphqlError('Something went wrong. Please try again later or contact support.', 'INTERNAL_SERVER_ERROR'),
    problem(503, 'service temporarily unavailable'),
  ],
  unknown: [graphqlError('the flux is not aligned', 'FLUX_MISALIGNED')],
};
