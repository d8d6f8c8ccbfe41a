import fc from 'fast-check';

const nameStarts = ['V', 'v', '_v', 'Vx_', '__v'];
const nameCharacters = [...'abzABZ019_'];

/** Fragments that mean something to a shell, to YAML or to a text protocol. */
const hostileFragments = [
  ...["'", '"', '`', '\\', '$', '!', '#', '~', '*', '?', '%', '&', ';', '|', '<', '>', '(', ')', '{', '}', '=', ':'],
  ...['\n', '\r\n', '\r', '\t', ' ', '\u0001', '\u001b[0m', '\u007f', '\u0085', '\u00a0', '\u2028', '\u2029', '\ufeff'],
  ...['$(touch x)', '$HOME', '$$', '`id`', "'\\''", '\\n', '-n', '--', '%s', '%00', '<<EOF', '\nEOF\n', '&&', '*/'],
  ...['---', '...', '- ', ': ', ' #', 'é', 'ñ', '日本', '😀', '👩‍👩‍👧', 'yes', '0x10', '1e3', 'null', 'a', 'Z', '0'],
];

/**
 * A name that every shell accepts and none keeps for itself.
 *
 * @example
 * fc.sample(anyEnvironmentName(), 3);
 */
export function anyEnvironmentName(): fc.Arbitrary<string> {
  const rest = fc.array(fc.constantFrom(...nameCharacters), { maxLength: 8 });
  return fc.tuple(fc.constantFrom(...nameStarts), rest).map(([start, characters]) => start + characters.join(''));
}

/**
 * Any text without NUL that has a UTF-8 form, with a liking for what adapters lose.
 *
 * @example
 * fc.sample(anyEnvironmentValue(), 3);
 */
export function anyEnvironmentValue(): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.array(fc.constantFrom(...hostileFragments), { maxLength: 8 }).map(join) },
    { weight: 1, arbitrary: fc.array(anyCodePoint(), { maxLength: 24 }).map(join) },
    { weight: 1, arbitrary: fc.string({ maxLength: 24 }) },
  );
}

/**
 * Up to six variables with hostile values.
 *
 * @example
 * anyEnvironment().map((environment) => [{ op: 'bootstrap', request: { environment } } as const]);
 */
export function anyEnvironment(): fc.Arbitrary<Record<string, string>> {
  return fc.dictionary(anyEnvironmentName(), anyEnvironmentValue(), { maxKeys: 6, noNullPrototype: true });
}

/** A name that no shell accepts. */
export function anyBadEnvironmentName(): fc.Arbitrary<string> {
  const spoilers = [' ', '-', '.', '=B', '$(x)', '`x`', ';x', '\n', "'", 'é', '[0]', '+', '\t'];
  return fc.oneof(
    fc.tuple(anyEnvironmentName(), fc.constantFrom(...spoilers)).map(join),
    fc.tuple(fc.constantFrom('0', '9', '-', ' ', '=', '$', '\n'), anyEnvironmentName()).map(join),
  );
}

type Environment = Readonly<Record<string, string>>;

/** Values that open something in a shell, which another one may close again. */
const unclosed = ["'", `"it's"`, '$HOME\\'];
const values = [
  ...['', '\n', '\n\n\n', 'text\n', '$(touch x)', '`touch x`', '-n', '! # ~ * %s', '😀'],
  ...['a\u2028b\u0085c', 'a\r\nb\r', ' space\t', "x'".repeat(2048)],
  ...unclosed,
];
const together = { FIRST: 'a', SECOND: '$FIRST', THIRD: '' };

/** Environments at the edges of what can go wrong, each value alone. */
export const boundaryEnvironments: readonly Environment[] = [{}, ...values.map((VALUE) => ({ VALUE })), together];

/** The same in few: only what another value could hide is alone. */
export const fewEnvironments: readonly Environment[] = [
  {},
  { ...together, ...Object.fromEntries(values.map((value, index) => [`VALUE_${index + 1}`, value])) },
  ...unclosed.map((VALUE) => ({ VALUE })),
];

function join(parts: readonly string[]): string {
  return parts.join('');
}

/**
 * Any Unicode scalar value but NUL. fast-check's own unit `binary` builds a table of all of them first, which costs
 * more than a hundred cases do.
 */
function anyCodePoint(): fc.Arbitrary<string> {
  return fc
    .oneof(fc.integer({ min: 1, max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x10ffff }))
    .map((codePoint) => String.fromCodePoint(codePoint));
}
