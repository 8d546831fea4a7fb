/// <reference types="node" />
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { rowHeight } from '../../src-renderer/components/row-height.ts'

const css = readFileSync(new URL('../../src-renderer/styles/tokens.css', import.meta.url), 'utf8')

it('the rows that are drawn by number are as high as those of the stylesheets', () => {
  expect(css.match(/--row: (\d+)px;/)?.[1]).toBe(String(rowHeight))
})
