import { type Answer, refusal, success } from './answer.ts';
import type { GcpOptions } from './gcp-options.ts';

export const billingHost = 'cloudbilling.simulated';

/** What an hour of each part costs on the spot market of the cheapest region, in US dollars. */
const families: Readonly<Record<string, { readonly core: number; readonly ram: number }>> = {
  'E2 Instance': { core: 0.006_543, ram: 0.000_877 },
  'N1 Predefined Instance': { core: 0.006_655, ram: 0.000_892 },
  'G2 Instance': { core: 0.009_995, ram: 0.001_171 },
  'A2 Instance': { core: 0.012_644, ram: 0.001_694 },
};
const cards: Readonly<Record<string, number>> = {
  'Nvidia Tesla T4': 0.11,
  'Nvidia L4': 0.223,
  'Nvidia Tesla A100': 0.88,
};

/** `GET /v1/services/6F81-5844-456A/skus` of Cloud Billing, in two pages. */
export function listSkus({ regions }: GcpOptions, path: string, query: URLSearchParams): Answer {
  if (path !== '/v1/services/6F81-5844-456A/skus') return refusal(404, 'notFound', 'Requested entity was not found.');
  const all = Object.keys(regions).flatMap((region, index) => skusOf(region, 1 + index / 10));
  const half = Math.ceil(all.length / 2);
  const isSecond = query.get('pageToken') === 'second';
  const page = isSecond ? all.slice(half) : all.slice(0, half);
  return success({ skus: page, nextPageToken: isSecond ? '' : 'second' });
}

/** What the smallest type costs there, with its half of a core. */
export function spotBounds({ regions }: GcpOptions): { readonly hopeless: number; readonly sure: number } {
  const cheapest = 0.006_543 * 0.5 + 0.000_877 * 2;
  const dearest = 1 + (Object.keys(regions).length - 1) / 10;
  // A little apart from it: a sum of parts is rounded.
  return { hopeless: cheapest * 0.999, sure: cheapest * dearest * 1.001 };
}

function skusOf(region: string, factor: number): readonly object[] {
  const parts = Object.entries(families).flatMap(([family, { core, ram }]) => [
    ...['Spot Preemptible ', ''].map((kind) =>
      sku(region, `${kind}${family} Core running in ${region}`, kind, core * factor),
    ),
    ...['Spot Preemptible ', ''].map((kind) =>
      sku(region, `${kind}${family} Ram running in ${region}`, kind, ram * factor),
    ),
  ]);
  const gpus = Object.entries(cards).map(([card, price]) =>
    sku(
      region,
      `${card} GPU attached to Spot Preemptible VMs running in ${region}`,
      'Spot Preemptible ',
      price * factor,
    ),
  );
  return [...parts, ...gpus];
}

/** On demand everything costs three times as much. */
function sku(region: string, description: string, kind: string, usdPerHour: number): object {
  const isSpot = kind !== '';
  const unitPrice = { currencyCode: 'USD', units: '0', nanos: Math.round(usdPerHour * (isSpot ? 1 : 3) * 1e9) };
  return {
    description,
    category: {
      serviceDisplayName: 'Compute Engine',
      resourceFamily: 'Compute',
      usageType: isSpot ? 'Preemptible' : 'OnDemand',
    },
    serviceRegions: [region],
    pricingInfo: [{ pricingExpression: { usageUnit: 'h', tieredRates: [{ startUsageAmount: 0, unitPrice }] } }],
  };
}
