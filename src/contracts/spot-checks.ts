import { isObject } from '../provider/is-object.ts';
import type { SpotTicket } from '../provider/resources.ts';
import { describeResult, mustResolve } from './checks.ts';
import { describeValue } from './describe.ts';
import { isRefusal } from './refusals.ts';
import type { StepResult } from './step-result.ts';
import type { Trial } from './trial.ts';

const statuses: readonly unknown[] = ['open', 'fulfilled', 'cancelled', 'failed'];

/** requestSpotInstance resolves to a ticket, which names a machine exactly when it is fulfilled. */
export function mustTicket(trial: Trial, result: StepResult<'request-spot'>): SpotTicket {
  const value: unknown = mustResolve(trial, result);
  const seen = () => describeValue(value);
  const isTicket =
    isObject(value) && typeof value.id === 'string' && value.id !== '' && statuses.includes(value.status);
  trial.expect(isTicket, 'requestSpotInstance resolves to a ticket with an id and a status', seen);
  const ticket = value as unknown as SpotTicket;
  const namesMachine = typeof ticket.instanceId === 'string' && ticket.instanceId !== '';
  const isConsistent = namesMachine === (ticket.status === 'fulfilled');
  trial.expect(isConsistent, 'a ticket names a machine exactly when it is fulfilled', seen);
  return ticket;
}

/** A bid that the market takes has to be fulfilled, as far as anybody knows what it takes. */
export function mustFulfil(trial: Trial, result: StepResult<'request-spot'>): void {
  if (trial.facts.spotBids === undefined && isRefusal(result, ['CAPACITY_ERROR'])) return;
  const { status } = mustTicket(trial, result);
  const isFulfilled = status === 'fulfilled' || (trial.facts.spotBids === undefined && status === 'open');
  trial.expect(isFulfilled, 'a bid at or above the market price is fulfilled', () => `its ticket is ${status}`);
}

/** A bid below the market waits, or is told that there is nothing at this price. */
export function mustWait(trial: Trial, result: StepResult<'request-spot'>): void {
  if (isRefusal(result, ['CAPACITY_ERROR'])) return;
  const expected = 'a bid below the market price stays open, or throws CAPACITY_ERROR';
  if (result.outcome !== 'resolved') trial.expect(false, expected, describeResult(result));
  const ticket = mustTicket(trial, result);
  trial.expect(ticket.status === 'open', expected, () => `its ticket is ${describeValue(ticket)}`);
}
