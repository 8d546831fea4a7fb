import { parse } from 'svelte/compiler'

/** Where files of the page say a word, found in their syntax: what is said, what is said too early, and what no language has. */

interface Node {
  type: string
  [key: string]: unknown
}

/** Names from `say` down: ['search', 'label']. */
export type Path = readonly string[]

export interface Uses {
  /** Words, and groups of words that are handed on or looked up in as a whole. */
  used: Path[]
  /** Words that are read once, when the file or the component starts: they would not follow a change of language. */
  early: Path[]
  /** Texts that are in the file itself. */
  bare: string[]
  /** Lines of buttons with an icon alone and no name. */
  nameless: number[]
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'

const childrenOf = (node: Node): Node[] =>
  Object.values(node).flatMap(value =>
    Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : []
  )

const nameOf = (node: unknown): string | null =>
  isNode(node)
    ? node.type === 'Identifier'
      ? (node.name as string)
      : node.type === 'Literal'
        ? String(node.value)
        : null
    : null

const wrappers = ['TSNonNullExpression', 'TSAsExpression', 'TSSatisfiesExpression', 'ChainExpression']
const isDerived = (node: Node): boolean =>
  node.type === 'CallExpression' && nameOf(node.callee) === '$derived'

const isLookup = (node: Node): boolean => node.computed === true && (node.property as Node).type !== 'Literal'

/** Names of the file that stand for `say` or a part of it. Names are not told apart by scope: then more counts as said. */
type Names = Map<string, Path[]>

function pathsOf(node: unknown, names: Names): Path[] {
  if (!isNode(node)) return []
  if (node.type === 'Identifier') return names.get(node.name as string) ?? []
  if (wrappers.includes(node.type)) return pathsOf(node.expression, names)
  if (isDerived(node)) return pathsOf((node.arguments as unknown[])[0], names)
  if (node.type === 'ConditionalExpression')
    return [...pathsOf(node.consequent, names), ...pathsOf(node.alternate, names)]
  if (node.type !== 'MemberExpression') return []
  const name = isLookup(node) ? null : nameOf(node.property)
  const of = pathsOf(node.object, names)
  // What is looked up by a value may be any of them.
  return name === null ? of : of.map(path => [...path, name])
}

/** Whether an expression is nothing but a part of `say`, chosen or not. */
const isNaming = (node: unknown, names: Names): boolean =>
  isNode(node) &&
  (node.type === 'ConditionalExpression'
    ? isNaming(node.consequent, names) && isNaming(node.alternate, names)
    : isDerived(node)
      ? isNaming((node.arguments as unknown[])[0], names)
      : pathsOf(node, names).length > 0)

const isOfTypes = ({ type }: Node): boolean => type.startsWith('TS') && !wrappers.includes(type)

/** Every name that is declared for a part of `say`, with what takes a part out of a part. */
function declared(root: Node, names: Names): void {
  const add = (name: string | null, path: Path): boolean => {
    const known = name === null ? null : (names.get(name) ?? [])
    if (known === null || known.some(one => one.join() === path.join())) return false
    names.set(name!, [...known, path])
    return true
  }
  const visit = (node: Node): boolean => {
    let more = false
    if (node.type === 'VariableDeclarator' && isNode(node.id)) {
      for (const path of pathsOf(node.init, names)) {
        if (node.id.type === 'Identifier') more = add(nameOf(node.id), path) || more
        else if (node.id.type === 'ObjectPattern')
          for (const { key, value, argument } of node.id.properties as Record<string, Node>[])
            more = argument
              ? add(nameOf(argument), path) || more
              : add(nameOf(value), [...path, nameOf(key) ?? '']) || more
      }
    }
    return childrenOf(node).reduce((any, child) => visit(child) || any, more)
  }
  while (visit(root));
}

/** Callbacks of these run at once. */
const atOnce = /^(?:map|flatMap|filter|find|some|every|forEach|reduce|toSorted|from)$/

const isFunction = (node: Node): boolean => /^(?:Arrow)?Function/.test(node.type)
const runsAtOnce = (call: Node): boolean =>
  call.type === 'CallExpression' &&
  isNode(call.callee) &&
  call.callee.type === 'MemberExpression' &&
  atOnce.test(nameOf(call.callee.property) ?? '')

function said(root: Node, names: Names, isWord: (path: Path) => boolean): Pick<Uses, 'used' | 'early'> {
  const used: Path[] = []
  const early: Path[] = []
  const visit = (node: Node, later: boolean): void => {
    const paths = pathsOf(node, names)
    const chain = node.type === 'MemberExpression' || node.type === 'Identifier'
    if (chain && paths.length > 0) {
      used.push(...paths)
      if (!later) early.push(...paths.filter(path => isWord(path) || isLookup(node)))
      // Inside of brackets more may be said.
      if (node.computed) visit(node.property as Node, later)
      return
    }
    if (node.type === 'ImportDeclaration' || isOfTypes(node)) return
    // A name for a part says nothing yet; a name for a word has read it.
    if (node.type === 'VariableDeclarator' && isNaming(node.init, names)) {
      const own = [node.id as Node].flatMap(id => (id.type === 'ObjectPattern' ? childrenOf(id) : [id]))
      const words = own
        .flatMap(each => names.get(nameOf(each.type === 'Property' ? each.value : each) ?? '') ?? [])
        .filter(isWord)
      used.push(...words)
      if (!later && !isDerived(node.init as Node)) early.push(...words)
      return
    }
    for (const child of childrenOf(node)) {
      const isName = child === node.id || (child === node.key && !node.shorthand) || child === node.property
      if (isName) continue
      visit(child, later || isDerived(node) || (isFunction(child) && !runsAtOnce(node)))
    }
  }
  visit(root, root.type === 'Fragment')
  return { used, early }
}

const letters = /\p{L}{2,}/u
const forPeople =
  /^(?:title|alt|placeholder|label|lead|hint|text|aria-(?:label|description|valuetext|roledescription))$/

/** The texts that an expression may come to. */
function texts(node: unknown): string[] {
  if (!isNode(node)) return []
  if (node.type === 'Literal') return typeof node.value === 'string' ? [node.value] : []
  if (node.type === 'TemplateLiteral')
    return (node.quasis as { value: { raw: string } }[]).map(({ value }) => value.raw)
  if (node.type === 'ConditionalExpression') return [...texts(node.consequent), ...texts(node.alternate)]
  if (node.type === 'LogicalExpression' || (node.type === 'BinaryExpression' && node.operator === '+'))
    return [...texts(node.left), ...texts(node.right)]
  return []
}

function bareTexts(node: Node): string[] {
  if (node.type === 'Text') return [node.data as string]
  if (node.type === 'ExpressionTag') return texts(node.expression)
  if (node.type.endsWith('Directive')) return inSnippets(node)
  if (node.type !== 'Attribute') return childrenOf(node).flatMap(bareTexts)
  const values = [node.value].flat().filter(isNode)
  return forPeople.test(node.name as string)
    ? values.flatMap(bareTexts)
    : values.filter(({ type }) => type === 'ExpressionTag').flatMap(inSnippets)
}

/** Templates may stand inside of attributes, too. */
const inSnippets = (node: Node): string[] =>
  node.type === 'Fragment' ? bareTexts(node) : childrenOf(node).flatMap(inSnippets)

/** A sentence, or the start of one, that is no failure for the details. */
const sentence = /^[A-Z][\w’']* [a-z]/
const sentences = (node: Node): string[] =>
  node.type === 'NewExpression'
    ? []
    : [...(/Literal$/.test(node.type) ? texts(node) : []), ...childrenOf(node).flatMap(sentences)].filter(
        text => sentence.test(text)
      )

const says = (node: Node): boolean =>
  (node.type === 'Text' && letters.test(node.data as string)) ||
  /^(?:ExpressionTag|RenderTag|HtmlTag)$/.test(node.type) ||
  (node.type !== 'Attribute' && childrenOf(node).some(says))

/** Lines of buttons that nobody can call by a name. */
function nameless(node: Node, source: string): number[] {
  const isButton = node.type === 'RegularElement' && node.name === 'button'
  const attributes = isButton ? (node.attributes as Node[]) : []
  const named = attributes.some(
    ({ type, name }) => type === 'SpreadAttribute' || /^aria-label(?:ledby)?$/.test(String(name))
  )
  const line = source.slice(0, node.start as number).split('\n').length
  if (isButton) return named || says(node.fragment as Node) ? [] : [line]
  return childrenOf(node).flatMap(child => nameless(child, source))
}

/** `isWord`: whether a path leads to a word rather than a group of them. */
export function usesIn(source: string, isSvelte: boolean, isWord: (path: Path) => boolean): Uses {
  const file = parse(isSvelte ? source : `<script lang="ts">\n${source}\n</script>`, { modern: true })
  const scripts = [file.instance, file.module].flatMap(script =>
    script ? [script.content as unknown as Node] : []
  )
  const template = file.fragment as unknown as Node
  const parts = [...scripts, template]
  const names: Names = new Map()
  if (/import \{ say \} from '[./]*(?:text\/)?say\.ts'/.test(source)) names.set('say', [[]])
  const all: Node = { type: 'File', parts }
  declared(all, names)
  const found = parts.map(part => said(part, names, isWord))
  return {
    used: found.flatMap(({ used }) => used),
    early: found.flatMap(({ early }) => early),
    nameless: isSvelte ? nameless(template, source) : [],
    bare: [
      ...(isSvelte ? bareTexts(template).filter(text => letters.test(text)) : []),
      ...scripts.flatMap(sentences)
    ].map(text => text.trim())
  }
}
