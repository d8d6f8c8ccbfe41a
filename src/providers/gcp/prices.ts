import { allPages, type Page } from '../../provider/all-pages.ts';
import { list, number, record, text, textOr } from '../../provider/body-fields.ts';
import type { JsonClient } from '../../provider/json-client.ts';
import { circleError } from './circle-error.ts';
import type { OrderedType } from './machine-types.ts';

/** What one hour of a type costs on the spot market of a region, in US dollars; undefined where it is not sold. */
export type SpotPrices = (type: OrderedType, region: string) => number | undefined;

type Body = Readonly<Record<string, unknown>>;

interface Sku {
  readonly description: string;
  readonly regions: readonly string[];
  readonly usdPerHour: number;
}

/** Compute Engine has no prices: the catalogue of Cloud Billing has them, for a core, a GiB and a GPU each. */
const skusPath = '/v1/services/6F81-5844-456A/skus';

export async function readSpotPrices(bill: JsonClient): Promise<SpotPrices> {
  const skus = await allPages((token) => {
    const page = token === null ? '' : `&pageToken=${encodeURIComponent(token)}`;
    return bill({ method: 'GET', path: `${skusPath}?currencyCode=USD&pageSize=5000${page}`, read: readPage });
  }, circleError);
  return (type, region) => {
    const priceOf = (pattern: RegExp) =>
      skus.find((sku) => sku.regions.includes(region) && pattern.test(sku.description))?.usdPerHour;
    const family = type.nativeName.split('-')[0] ?? '';
    const { gpu, memoryMiB } = type.spec;
    const core = priceOf(new RegExp(`^Spot Preemptible ${family} (\\w+ )?Instance Core\\b`, 'i'));
    const ram = priceOf(new RegExp(`^Spot Preemptible ${family} (\\w+ )?Instance Ram\\b`, 'i'));
    const card = gpu ? priceOf(gpuPattern(gpu.model)) : 0;
    if (core === undefined || ram === undefined || card === undefined) return undefined;
    return core * type.billedCpus + (ram * memoryMiB) / 1_024 + card * (gpu?.count ?? 0);
  };
}

/** `nvidia-tesla-t4` is sold as `Nvidia Tesla T4 GPU attached to Spot Preemptible VMs`. */
function gpuPattern(model: string): RegExp {
  return new RegExp(`^${model.replaceAll('-', ' ')} GPU attached to Spot Preemptible VMs\\b`, 'i');
}

function readPage({ skus, nextPageToken }: Body): Page<Sku> {
  const spot = list(skus, 'skus')
    .map((sku) => record(sku, 'a SKU'))
    .filter(({ category }) => record(category, 'category').usageType === 'Preemptible');
  return { items: spot.map(readSku), token: textOr(nextPageToken, '') || null };
}

function readSku({ description, serviceRegions, pricingInfo }: Body): Sku {
  const { pricingExpression } = record(list(pricingInfo, 'pricingInfo').at(-1), 'a price');
  const rates = list(record(pricingExpression, 'an expression').tieredRates, 'tieredRates');
  const { units, nanos } = record(record(rates.at(-1), 'a rate').unitPrice, 'unitPrice');
  return {
    description: text(description, 'description'),
    regions: list(serviceRegions, 'serviceRegions').map((region) => text(region, 'a region')),
    usdPerHour: Number(textOr(units, '0')) + number(nanos ?? 0, 'nanos') / 1e9,
  };
}
