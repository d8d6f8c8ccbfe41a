// Kills runs at random moments and at every enumerated point, with everything that belongs to them, and sweeps up after
// them; every third sweep is killed too and repeated. Exits 1 when anything of ours is left, or when a look-alike of
// somebody else was touched. `--seeds N` says how many random kills on a lying cloud, `--seed S` where the moments begin;
// `--docker N --image I` adds N kills on real containers. Needs the build.
import { parseArgs } from 'node:util';
import { tortureDocker } from './torture/docker.ts';
import { type Figures, figuresText } from './torture/figures.ts';
import { tortureServed } from './torture/served.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    docker: { type: 'string', default: '0' },
    image: { type: 'string', default: 'debian:stable-slim' },
  },
});
const kills = whole('seeds');
const seed = whole('seed');
const dockerKills = whole('docker');

if (kills > 0) tell('lying cloud', await tortureServed({ kills, seed }));
if (dockerKills > 0) tell('docker', await tortureDocker({ kills: dockerKills, seed, image: values.image }));

function tell(where: string, figures: Figures): void {
  console.log(figuresText(where, figures));
  if (figures.failures.length > 0) process.exitCode = 1;
}

function whole(name: 'seeds' | 'seed' | 'docker'): number {
  const number = Number(values[name]);
  if (Number.isInteger(number) && number >= 0) return number;
  throw new RangeError(`--${name} takes a whole number, got ${values[name]}`);
}
