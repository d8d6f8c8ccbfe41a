/**
 * Reads what a step wrote to GITHUB_OUTPUT, as the runner does: `name=value`, or `name<<end`, lines, and `end` alone. Throws
 * for what the runner refuses.
 */
export function readOutputs(text: string): ReadonlyMap<string, string> {
  const outputs = new Map<string, string>();
  const lines = text.split('\n');
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    if (line === '') continue;
    const [, name, mark, rest = ''] = /^(.*?)(<<|=)(.*)$/s.exec(line) ?? [];
    if (name === undefined) throw new Error(`${JSON.stringify(line)} is no output`);
    if (mark === '=') {
      outputs.set(name, rest);
      continue;
    }
    const end = lines.indexOf(rest, index + 1);
    if (end === -1) throw new Error(`the output ${name} has no end`);
    outputs.set(name, lines.slice(index + 1, end).join('\n'));
    index = end;
  }
  return outputs;
}
