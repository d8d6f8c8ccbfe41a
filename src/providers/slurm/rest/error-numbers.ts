import type { ProviderErrorCode } from '../../../provider/provider-error.ts';

/** SLURM's numbered errors, and what they mean in the taxonomy. From `slurm_errno.h` of 22.05. */
const numbers: readonly (readonly [code: ProviderErrorCode, numbers: readonly number[]])[] = [
  [
    'INVALID_SPEC',
    [
      2000, 2001, 2004, 2005, 2006, 2008, 2009, 2010, 2012, 2014, 2018, 2023, 2025, 2029, 2036, 2044, 2048, 2051, 2053,
      2054, 2066, 2069, 2071, 2072, 2081, 2115, 2119, 2122, 2127, 2133, 8000, 9000, 9001, 9002, 10_000,
    ],
  ],
  [
    'AUTH_ERROR',
    [1007, 2002, 2003, 2045, 2046, 2052, 2057, 2130, 4004, 6000, 6001, 6002, 6003, 6004, 6005, 6006, 6007, 6008],
  ],
  ['QUOTA_EXCEEDED', [2050, 2074]],
  ['CAPACITY_ERROR', [2015, 2016, 2056, 2068, 2070, 2078, 2101, 2120, 2134]],
  // What has ended need not be ended, and is not there to be looked at.
  ['NOT_FOUND', [2017, 2021, 2084, 2086, 4002]],
  [
    'PROVIDER_UNAVAILABLE',
    [
      -1, 1000, 1001, 1002, 1003, 1004, 1005, 1006, 1008, 1013, 1800, 1801, 1802, 1803, 2027, 2105, 2125, 5000, 5001,
      5002, 5003, 5004, 5005, 7000,
    ],
  ],
];

const meanings: ReadonlyMap<number, ProviderErrorCode> = new Map(
  numbers.flatMap(([code, own]) => own.map((number) => [number, code] as const)),
);

/** Undefined for a number that is not known to mean anything. */
export function meaningOfNumber(number: number): ProviderErrorCode | undefined {
  return meanings.get(number);
}

/** "Zero Bytes were transmitted or received". */
export const hungUp = 5005;

/** What slurmrestd answers a token with that is wrong or has expired: as if the controller had hung up, or were not there. */
export const maybeTheToken: ReadonlySet<number> = new Set([-1, hungUp]);
