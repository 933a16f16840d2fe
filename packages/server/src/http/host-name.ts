// Names of hosts as they are compared: small and capital letters are one, and so are a name with and without
// its last dot or the usual port of its scheme.

/** The host with its port where that is not the usual one; `undefined` for what is no host. */
export function plainHost(host: string, scheme: 'http:' | 'https:'): string | undefined {
  const address = `${scheme}//${host}`;
  if (host === '' || /[/\\@?#\s]/.test(host) || !URL.canParse(address)) return undefined;
  const { hostname, port } = new URL(address);
  const name = hostname.replace(/\.$/, '');
  return port === '' ? name : `${name}:${port}`;
}
