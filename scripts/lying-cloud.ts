// Starts a lying cloud in this process and prints its URL. It lives until it is ended, whoever uses it.
// `--port P`, `--seed S`; `--list-lag MS`, `--delete MS`, `--page N` say how it behaves, `--drop-every N` and
// `--fail-every N` how often a create takes effect and is not, or wrongly, answered.
import { parseArgs } from 'node:util';
import { serveCloud } from '../src/clouds/served/serve.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    'list-lag': { type: 'string', default: '200' },
    delete: { type: 'string', default: '120' },
    page: { type: 'string', default: '5' },
    'drop-every': { type: 'string', default: '0' },
    'fail-every': { type: 'string', default: '0' },
  },
});

const { url } = await serveCloud(
  {
    seed: whole('seed'),
    host: { listLagMs: whole('list-lag'), deleteMs: whole('delete'), pageSize: whole('page') },
    lies: { dropEvery: whole('drop-every'), failEvery: whole('fail-every') },
  },
  whole('port'),
);
console.log(url);

function whole(name: keyof typeof values): number {
  const number = Number(values[name]);
  if (Number.isInteger(number) && number >= 0) return number;
  throw new RangeError(`--${name} takes a whole number, got ${values[name]}`);
}
