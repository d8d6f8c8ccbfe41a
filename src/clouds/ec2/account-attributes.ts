import { type Answer, success } from './answer.ts';
import { vpcOf } from './instance-network.ts';
import type { Store } from './store.ts';

const vcpusOfSmallest = 2;

/** DescribeAccountAttributes. The limit of instances is an old one, beside that of vCPUs. */
export function describeAccountAttributes({ options }: Store, region: string): Answer {
  const attributes = {
    'supported-platforms': 'VPC',
    'default-vpc': vpcOf(region),
    'max-instances': String(Math.floor(options.vcpusMax / vcpusOfSmallest)),
  };
  return success({
    accountAttributeSet: Object.entries(attributes).map(([attributeName, attributeValue]) => ({
      attributeName,
      attributeValueSet: [{ attributeValue }],
    })),
  });
}
