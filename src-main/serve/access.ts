import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** A new token: 192 random bits. */
export function newToken(): string {
  return randomBytes(24).toString('base64url')
}

/** Who may come in: whoever has the token, and asks under a name that is ours. */
export class Access {
  readonly #digest: Buffer
  readonly #token: string
  readonly #cookie: string
  readonly #hosts: Set<string>

  /** Cookies know no ports: the name keeps two servers on one machine apart. `hosts` as in a Host header. */
  constructor(token: string, port: number, hosts: string[]) {
    this.#token = token
    this.#digest = digest(token)
    this.#cookie = `earshot-${port}`
    this.#hosts = new Set(hosts)
  }

  /** Any other Host is a page elsewhere whose name was pointed at this machine (DNS rebinding). */
  isOurHost(request: IncomingMessage): boolean {
    return this.#hosts.has(request.headers.host?.toLowerCase() ?? '')
  }

  /** A socket is opened by pages of every origin, with our cookie: only our own page's counts. */
  isOurOrigin(request: IncomingMessage): boolean {
    const { origin, host } = request.headers
    return origin === `http://${host}` || origin === `https://${host}`
  }

  isToken(given: string): boolean {
    // Digests have one length, so that the comparison tells nothing by its time.
    return timingSafeEqual(digest(given), this.#digest)
  }

  hasCookie(request: IncomingMessage): boolean {
    const pairs = (request.headers.cookie ?? '').split(';').map(pair => pair.trim())
    const own = pairs.find(pair => pair.startsWith(`${this.#cookie}=`))
    return own !== undefined && this.isToken(own.slice(this.#cookie.length + 1))
  }

  /** The Set-Cookie header that lets a browser in. */
  cookie(): string {
    return `${this.#cookie}=${this.#token}; Path=/; HttpOnly; SameSite=Strict`
  }
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
