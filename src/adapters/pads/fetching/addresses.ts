/** Checks IP addresses of pads: only the public internet is allowed, never a private network. */
import ipaddr from 'ipaddr.js'

export type AddressKind = 'public' | 'loopback' | 'private'

/** Of an IPv4 or IPv6 address in any spelling; what is no address, or of no known public kind, is `private`. */
export function addressKind(text: string): AddressKind {
  const bare = text.replace(/^\[|\]$/g, '')
  if (!ipaddr.isValid(bare)) return 'private'
  // IPv4 written as IPv6 (::ffff:127.0.0.1) is looked at as IPv4.
  const address = ipaddr.process(bare)
  const range = address.range()
  if (range === 'loopback') return 'loopback'
  if (address instanceof ipaddr.IPv4) return range === 'unicast' ? 'public' : 'private'
  // NAT64 carries an IPv4 address in its last four bytes.
  if (range === 'rfc6052') return addressKind(address.toByteArray().slice(12).join('.')) === 'public' ? 'public' : 'private'
  const isGlobal = range === 'unicast' && address.match(ipaddr.IPv6.parse('2000::'), 3)
  return isGlobal ? 'public' : 'private'
}

/** Names and addresses by which a machine calls itself, as a URL's `hostname` writes them. */
export function isLoopbackName(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]'
}

/** Of a URL's `hostname`. A name counts as public if others could know it: where it leads is not asked. */
export function hostKind(hostname: string): AddressKind {
  const host = hostname.replace(/\.$/, '')
  if (isLoopbackName(host) || host.endsWith('.localhost')) return 'loopback'
  if (/^\[.*\]$|^[\d.]+$/.test(host)) return addressKind(host)
  return host.includes('.') && !/\.(?:local|internal|lan|home|test|invalid|example)$/.test(host) ? 'public' : 'private'
}
