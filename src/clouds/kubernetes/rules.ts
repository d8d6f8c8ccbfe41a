const nameCharactersMax = 253;
const labelBytesMax = 63;

/** All that is wrong with a name, in the words of Kubernetes 1.36. */
export function nameProblems(name: string): readonly string[] {
  const isPlain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(name);
  const isLong = name.length > nameCharactersMax;
  return [...(isLong ? [`must be no more than ${nameCharactersMax} characters`] : []), ...(isPlain ? [] : [nameRule])];
}

/** All that is wrong with the value of a label. */
export function labelProblems(value: string): readonly string[] {
  const isPlain = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/.test(value);
  const isLong = Buffer.byteLength(value) > labelBytesMax;
  return [...(isLong ? [`must be no more than ${labelBytesMax} bytes`] : []), ...(isPlain ? [] : [labelRule])];
}

const nameRule =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const labelRule =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
