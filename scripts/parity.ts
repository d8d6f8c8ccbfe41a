// Asks a simulated service and the real one, or the closest to it, the same generated histories of native calls:
// `npm run parity` simulated EC2 and moto; `npm run parity -- slurm`, `-- slurm-rest` and `-- kubernetes` the simulated one and a
// real cluster made for it. Every difference is a quirk that is named and explained, or a defect. Exits 1 with a shrunk history where one is not explained.
// `--histories N --seed S` say how many, and which.
import { parseArgs } from 'node:util';
import { parityOfKubernetes } from './parity/kubernetes/parity-of-kubernetes.ts';
import { parityOfEc2 } from './parity/parity-of-ec2.ts';
import { parityOfSlurm } from './parity/slurm/parity-of-slurm.ts';
import { parityOfSlurmRest } from './parity/slurm/rest/parity-of-slurm-rest.ts';

const seedDefault = 1;
const services = {
  ec2: { play: parityOfEc2, count: 200 },
  slurm: { play: parityOfSlurm, count: 150 },
  'slurm-rest': { play: parityOfSlurmRest, count: 150 },
  kubernetes: { play: parityOfKubernetes, count: 300 },
} as const;

const { values, positionals } = parseArgs({
  options: { histories: { type: 'string' }, seed: { type: 'string', default: String(seedDefault) } },
  allowPositionals: true,
});
const [name = 'ec2'] = positionals;
if (!isService(name))
  throw new RangeError(`there is no parity of ${name}: name one of ${Object.keys(services).join(', ')}`);
const { play, count: countDefault } = services[name];
const count = wholeNumber('--histories', values.histories ?? String(countDefault));
const seed = wholeNumber('--seed', values.seed);
const isWhole = count >= countDefault && seed === seedDefault;
if (!(await play({ count, seed, isWhole }))) process.exitCode = 1;

function isService(text: string): text is keyof typeof services {
  return Object.hasOwn(services, text);
}

function wholeNumber(option: string, text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new RangeError(`${option} takes a whole number, got ${text}`);
  return number;
}
