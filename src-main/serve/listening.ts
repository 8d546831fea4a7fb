import { isIP, isIPv6 } from 'node:net'
import { hostname, networkInterfaces } from 'node:os'

/** Addresses that only this machine can reach. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
}

/** Every address of the machine. */
const isEveryAddress = (host: string): boolean => host === '0.0.0.0' || host === '::'

/** Addresses of this machine that others on the network may know it by. */
function ownAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap(one => one ?? [])
  // An IPv6 address of one link alone has no form that browsers take.
  return all.filter(({ internal, scopeid }) => !internal && !scopeid).map(({ address }) => address)
}

/** Where others reach a server that listens at this address. */
export const reachableAt = (host: string): string =>
  isEveryAddress(host) ? (ownAddresses().find(one => isIP(one) === 4) ?? hostname()) : host

/**
 * What a browser may write in its Host header for a server at this address; `:*` stands for any port, or none. `others`: more
 * names it goes by, as of a proxy in front of it, whose port is the proxy's matter.
 */
export function hostNames(host: string, port: number, others: string[]): string[] {
  const everywhere = isEveryAddress(host)
  const here = isLoopback(host) || everywhere ? ['127.0.0.1', 'localhost', '[::1]'] : []
  const outside = everywhere
    ? [...ownAddresses().map(inAddress), hostname(), `${hostname()}.local`]
    : [inAddress(host)]
  const own = [...new Set([...here, ...outside])].map(name => name.toLowerCase())
  return [
    ...own.flatMap(name => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`])),
    ...others.map(name => `${name.toLowerCase()}:*`)
  ]
}

/** As it stands in an address: IPv6 in brackets. */
export function inAddress(host: string): string {
  return isIPv6(host) ? `[${host}]` : host
}
