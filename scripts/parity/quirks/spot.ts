import { anyOf, onlyIn, outcomes, values } from '../matchers.ts';
import { api, moto, type Quirk } from './quirk.ts';

const instance = String.raw`(Reservations\[\]\.)?Instances\[\]`;

/** The spot market. */
export const spotQuirks: readonly Quirk[] = [
  {
    name: 'a spot request has fewer fields',
    why: 'moto does not fill in these fields of a spot request.',
    url: moto('models/spot_requests'),
    parts: false,
    matches: onlyIn('model', [
      /^SpotInstanceRequests\[\]\.(LaunchedAvailabilityZone|LaunchSpecification\.Monitoring\.Enabled|Status\.Message)$/,
    ]),
  },
  {
    name: 'a spot request has another type of tag',
    why: 'moto says spot-instance-request where EC2 says spot-instances-request.',
    url: api('API_TagSpecification'),
    parts: false,
    matches: values([/^Tags\[\]\.ResourceType$/]),
  },
  {
    name: 'a spot instance has no request',
    why: 'moto makes no spot request for an instance that RunInstances launches.',
    url: api('API_Instance'),
    parts: true,
    matches: onlyIn('model', [new RegExp(`^${instance}\\.SpotInstanceRequestId$`)]),
  },
  {
    name: 'no request to cancel is a crash',
    why: 'moto answers 500 where a spot request to cancel is not there.',
    url: moto('models/spot_requests'),
    parts: false,
    matches: outcomes(/^InvalidSpotInstanceRequestID/, /^\(no XML\)$/),
  },
  {
    name: 'prices are of another product',
    why: 'moto has one price for all, of a product by another name, for the types that a zone really has, and looks at no zone that is asked for.',
    url: moto('responses/spot_instances'),
    parts: false,
    matches: anyOf(
      values([/^SpotPriceHistory\[\]\.ProductDescription$/]),
      onlyIn('model', [/^SpotPriceHistory\[\]$/]),
      onlyIn('moto', [/^SpotPriceHistory\[\]$/]),
    ),
  },
];
