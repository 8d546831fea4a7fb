import { isIPv6 } from 'node:net'

/** Addresses that only this machine can reach. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
}

/** What a browser may write in its Host header for a server at this address. */
export function hostNames(host: string, port: number, others: string[]): string[] {
  const names = isLoopback(host)
    ? ['127.0.0.1', 'localhost', '[::1]', inAddress(host)]
    : [inAddress(host), ...others]
  return [...new Set(names)].flatMap(name => {
    const lower = name.toLowerCase()
    return port === 80 ? [lower, `${lower}:80`] : [`${lower}:${port}`]
  })
}

/** As it stands in an address: IPv6 in brackets. */
export function inAddress(host: string): string {
  return isIPv6(host) ? `[${host}]` : host
}
