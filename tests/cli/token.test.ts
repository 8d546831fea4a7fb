import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { chooseToken } from '../../src-main/cli/serve/token.ts'
import { scratchFolder } from '../support/database.ts'

const strong = 'abcdefgh12345678'
const modeOf = (path: string): number => statSync(path).mode & 0o777
const refused = { code: 'bad-request', message: expect.stringContaining('can be guessed') as string }

describe('the token of a server', () => {
  it('is made once, and kept in the data folder for its owner alone', async () => {
    const data = scratchFolder()
    const file = join(data, 'serve-token')
    const first = await chooseToken({}, data, {})
    expect(first).toEqual({ token: expect.stringMatching(/^[\w-]{32}$/) as string, file })
    expect(readFileSync(file, 'utf8')).toBe(`${first.token}\n`)
    expect(modeOf(file)).toBe(0o600)
    chmodSync(file, 0o644)
    expect(await chooseToken({}, data, {})).toEqual(first)
    expect(modeOf(file)).toBe(0o600)
  })

  it('comes from a file, from the environment (which forgets it) or from the command line', async () => {
    const data = scratchFolder()
    const tokenFile = join(data, 'mine')
    writeFileSync(tokenFile, `  ${strong}\n\n`, { mode: 0o644 })
    expect(await chooseToken({ tokenFile }, data, {})).toEqual({ token: strong, file: tokenFile })
    expect(modeOf(tokenFile)).toBe(0o600)
    const environment = { EARSHOT_TOKEN: strong }
    expect(await chooseToken({}, data, environment)).toEqual({ token: strong, file: null })
    expect(environment).toEqual({})
    expect(await chooseToken({ token: strong }, data, {})).toEqual({ token: strong, file: null })
    expect(existsSync(join(data, 'serve-token'))).toBe(false)
    const made = join(data, 'new')
    expect(await chooseToken({ tokenFile: made }, data, {})).toMatchObject({ file: made })
    expect(modeOf(made)).toBe(0o600)
  })

  it.each([
    '',
    ' ',
    'short',
    'aaaaaaaaaaaaaaaaaaaaaaaa',
    'abcabcabcabcabcabc',
    `${strong} `,
    'ä'.repeat(9) + strong
  ])('is refused where it is empty or weak: "%s"', async token => {
    const data = scratchFolder()
    await expect(chooseToken({ token }, data, {})).rejects.toMatchObject(refused)
    await expect(chooseToken({}, data, { EARSHOT_TOKEN: token })).rejects.toMatchObject(refused)
  })

  it('takes twice as many letters where others on the network can try', async () => {
    const data = scratchFolder()
    await expect(chooseToken({ token: strong }, data, {}, 'onTheNetwork')).rejects.toMatchObject(refused)
    const long = `${strong}ijklmnop87654321`
    expect(await chooseToken({ token: long }, data, {}, 'onTheNetwork')).toEqual({ token: long, file: null })
    expect((await chooseToken({}, data, {}, 'onTheNetwork')).token).toHaveLength(32)
  })

  it('is refused where its file is empty, no file, or beside another token', async () => {
    const data = scratchFolder()
    const tokenFile = join(data, 'empty')
    writeFileSync(tokenFile, '\n')
    await expect(chooseToken({ tokenFile }, data, {})).rejects.toMatchObject(refused)
    const folder = join(data, 'folder')
    mkdirSync(folder)
    await expect(chooseToken({ tokenFile: folder }, data, {})).rejects.toThrow('folder')
    const elsewhere = join(data, 'not there', 'token')
    await expect(chooseToken({ tokenFile: elsewhere }, data, {})).rejects.toMatchObject({ code: 'not-found' })
    const both = { token: strong, tokenFile }
    await expect(chooseToken(both, data, {})).rejects.toMatchObject({ code: 'bad-request' })
  })
})
