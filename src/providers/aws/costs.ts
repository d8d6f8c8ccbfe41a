import type { GetCostAndUsageCommandOutput } from '@aws-sdk/client-cost-explorer';
import { allPages, type Page } from '../../provider/all-pages.ts';
import { checkPeriod } from '../../provider/check-period.ts';
import type { ProviderContext } from '../../provider/context.ts';
import type { CapabilityMethods } from '../../provider/provider.ts';
import type { CostPeriod } from '../../provider/requests.ts';
import { clientConfig } from './client-config.ts';
import { exchange } from './exchange.ts';
import { inTime, keepTime } from './keep-time.ts';
import { malformedAnswer } from './native-failure.ts';
import { refuse } from './provider-name.ts';
import { withRetries } from './retry.ts';
import type { ServiceTime } from './service-time.ts';
import type { AwsSettings } from './settings.ts';

/** The methods of the capability `costExplorer`. */
export type CostMethods = CapabilityMethods['costExplorer'];

/** Cost Explorer is in one region for the whole account, and tells everything in one currency. */
const region = 'us-east-1';
const currency = 'USD';
const metric = 'UnblendedCost';

/** What the account was billed. Who has not installed the package of Cost Explorer is told so when they ask. */
export async function openCosts(
  context: ProviderContext,
  settings: AwsSettings,
  time: ServiceTime,
): Promise<CostMethods> {
  const sdk = await import('@aws-sdk/client-cost-explorer').catch(() => null);
  if (sdk === null) return { getCosts: () => Promise.reject(notInstalled()) };
  const open = () =>
    keepTime(new sdk.CostExplorerClient(clientConfig(context, settings, `ce.${region}`, region)), time);
  // Made for the first question: hardly anybody who opens an account asks one.
  let client: ReturnType<typeof open> | undefined;
  const askPage = async (Start: string, End: string, token: string | null): Promise<Page<number>> => {
    const command = new sdk.GetCostAndUsageCommand({
      TimePeriod: { Start, End },
      Granularity: 'DAILY',
      Metrics: [metric],
      ...(token !== null && { NextPageToken: token }),
    });
    const opened = client ?? open();
    client = opened;
    const once = () => exchange(context, 'reads', (options) => opened.send(command, options));
    return readPage(
      await withRetries(
        context,
        () => inTime(time, once),
        () => true,
      ),
    );
  };
  return {
    getCosts: async (period) => {
      const { from, to } = wholeDays(checkPeriod(period, refuse));
      // Cost Explorer refuses a period of no time.
      if (from === to) return { amount: 0, currency };
      const amounts = await allPages(
        (token) => askPage(from, to, token),
        () => malformedAnswer('the costs go round in a circle', 'reads'),
      );
      // What was given back is no cost of a negative kind.
      return {
        amount: Math.max(
          0,
          amounts.reduce((sum, amount) => sum + amount, 0),
        ),
        currency,
      };
    },
  };
}

const dayMs = 86_400_000;

/** Bills are told by whole UTC days: a part of one would be an invention. */
function wholeDays({ from, to }: CostPeriod): CostPeriod {
  for (const time of [from, to]) {
    if (Date.parse(time) % dayMs !== 0) throw refuse(`costs are known by whole UTC days, and ${time} is within one`);
  }
  const day = (time: string) => new Date(time).toISOString().slice(0, 10);
  return { from: day(from), to: day(to) };
}

function readPage({ ResultsByTime, NextPageToken }: GetCostAndUsageCommandOutput): Page<number> {
  if (ResultsByTime === undefined) throw malformedAnswer('no list of costs', 'reads');
  const items = ResultsByTime.map(({ Total }) => {
    const { Amount, Unit } = Total?.[metric] ?? {};
    const amount = Number(Amount ?? Number.NaN);
    if (!Number.isFinite(amount) || Unit !== currency) throw malformedAnswer('a cost that is no amount', 'reads');
    return amount;
  });
  return { items, token: NextPageToken || null };
}

function notInstalled(): Error {
  return refuse(
    'the package @aws-sdk/client-cost-explorer is not installed: npm install @aws-sdk/client-cost-explorer',
  );
}
