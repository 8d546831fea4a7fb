import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** A new token: 192 random bits. */
export function newToken(): string {
  return randomBytes(24).toString('base64url')
}

const minute = 60_000
const day = 24 * 60 * minute

/** A code in an address is good for so long, and once. */
const codeLife = 10 * minute
/** A browser that was let in may come back for so long after its last visit. */
const cookieLife = 90 * day

/** Who may come in, asking under a name that is ours: scripts by the token, browsers by a code and then their cookie. */
export class Access {
  readonly #token: string
  readonly #cookie: string
  readonly #hosts: Set<string>
  readonly #now: () => number
  /** Digests of codes that nobody has used yet, with the time until which they are good. */
  readonly #codes = new Map<string, number>()

  /** Cookies know no ports: the name keeps two servers on one machine apart. `hosts` as in a Host header, `:*` for any port. */
  constructor(token: string, port: number, hosts: string[], now: () => number = Date.now) {
    this.#token = token
    this.#cookie = `earshot-${port}`
    this.#hosts = new Set(hosts)
    this.#now = now
  }

  /** Any other Host is a page elsewhere whose name was pointed at this machine (DNS rebinding). */
  isOurHost(request: IncomingMessage): boolean {
    const host = request.headers.host?.toLowerCase() ?? ''
    return this.#hosts.has(host) || this.#hosts.has(`${host.replace(/:\d+$/, '')}:*`)
  }

  /** A socket is opened by pages of every origin, with our cookie: only our own page's counts. */
  isOurOrigin(request: IncomingMessage): boolean {
    const { origin, host } = request.headers
    return origin === `http://${host}` || origin === `https://${host}`
  }

  isToken(given: string): boolean {
    return isSame(given, this.#token)
  }

  /** A script's header `Authorization: Bearer TOKEN`. */
  hasToken(request: IncomingMessage): boolean {
    const given = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
    return given !== undefined && this.isToken(given)
  }

  /** For the address that lets one browser in. */
  newCode(): string {
    this.#forgetOldCodes()
    const code = newToken()
    this.#codes.set(digest(code).toString('hex'), this.#now() + codeLife)
    return code
  }

  /** Whether a code is good; it is not any more. */
  takeCode(code: string): boolean {
    this.#forgetOldCodes()
    return this.#codes.delete(digest(code).toString('hex'))
  }

  /** Whether a browser was let in. Its cookie holds no token: when it was given, something random, and our seal on both. */
  hasCookie(request: IncomingMessage): boolean {
    return this.#givenAt(request) !== null
  }

  /** The Set-Cookie header that lets a browser in. */
  cookie(): string {
    const facts = `${this.#now().toString(36)}.${randomBytes(16).toString('base64url')}`
    const value = `${facts}.${this.#seal(facts)}`
    return `${this.#cookie}=${value}; Path=/; Max-Age=${cookieLife / 1000}; HttpOnly; SameSite=Strict`
  }

  /** The same for a browser whose cookie is older than a day, so that who comes often stays; else null. */
  freshCookie(request: IncomingMessage): string | null {
    const at = this.#givenAt(request)
    return at !== null && this.#now() - at > day ? this.cookie() : null
  }

  #givenAt(request: IncomingMessage): number | null {
    const pairs = (request.headers.cookie ?? '').split(';').map(pair => pair.trim())
    const own = pairs.find(pair => pair.startsWith(`${this.#cookie}=`))
    const [time = '', random = '', seal = ''] = own?.slice(this.#cookie.length + 1).split('.') ?? []
    if (!isSame(seal, this.#seal(`${time}.${random}`))) return null
    const at = Number.parseInt(time, 36)
    // A clock that was put back must not shut out who was let in before.
    return Math.abs(this.#now() - at) <= cookieLife ? at : null
  }

  #seal(facts: string): string {
    return createHmac('sha256', this.#token).update(`${this.#cookie} ${facts}`).digest('base64url')
  }

  #forgetOldCodes(): void {
    for (const [code, until] of this.#codes) if (until < this.#now()) this.#codes.delete(code)
  }
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Digests have one length, so that the comparison tells nothing by its time. */
const isSame = (given: string, wanted: string): boolean => timingSafeEqual(digest(given), digest(wanted))
