import type { CreateFleetError } from '@aws-sdk/client-ec2';
import type { Lack } from '../../../provider/workflows/spot-fleet.ts';
import type { AwsInstance } from '../aws-instance.ts';
import { meaningOfCode } from '../error-codes.ts';
import type { Fleet } from './find-fleets.ts';
import type { Market } from './order.ts';

/** The errors that a fleet tells of under a good status. A code that nobody knows is never called a lack of capacity. */
export function readLacks(errors: readonly CreateFleetError[], market: Market): readonly Lack[] {
  return errors.map(({ ErrorCode = 'no code', ErrorMessage = '', LaunchTemplateAndOverrides }) => {
    const { AvailabilityZone, SubnetId } = LaunchTemplateAndOverrides?.Overrides ?? {};
    const place = AvailabilityZone ?? SubnetId;
    const code = meaningOfCode(ErrorCode, ErrorMessage) ?? 'UNCLASSIFIED';
    return { market, code, message: `AWS: ${ErrorCode}: ${ErrorMessage}`, ...(place !== undefined && { place }) };
  });
}

/** Why machines are missing, each reason once. There always is one, if only that nobody says any. */
export function lacksOf(fleets: readonly Fleet[], givenUp: readonly AwsInstance[]): readonly Lack[] {
  const told = [...fleets.flatMap(({ lacks }) => lacks), ...givenUp.map(lackOf)];
  const lacks = [...new Map(told.map((lack) => [JSON.stringify(lack), lack])).values()];
  if (lacks.length > 0) return lacks;
  const message = 'AWS launched fewer machines than it was asked for, and does not say why';
  return [{ market: fleets.at(-1)?.market ?? 'spot', code: 'UNCLASSIFIED', message }];
}

function lackOf({ spot, reason = 'UNCLASSIFIED', aws }: AwsInstance): Lack {
  const { availabilityZone: place, stateReason } = aws;
  const message = `AWS gave up the launch: ${stateReason}`;
  return { market: spot ? 'spot' : 'on-demand', code: reason, message, ...(place !== undefined && { place }) };
}
