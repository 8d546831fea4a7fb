import { fields, type FieldKind, type FieldName, type FieldShape, type FieldsOf } from './fields.ts'

/** What the table of fields gives for each use: its lists, and the types that go with them. */

const all = Object.keys(fields) as FieldName[]

/** In the order of the table. */
const those = <Name extends FieldName>(fit: (field: FieldShape) => boolean): readonly Name[] =>
  all.filter((name): name is Name => fit(fields[name]))

/* ---- search ---- */

type OwnFilter = FieldsOf<FieldKind, { filter: object }>
/** `is` asks for the flags. */
export type FilterField = OwnFilter | 'is'
export type NumberFilter = FieldsOf<'number' | 'date', { filter: object }>
/** Filters whose values are names of sets of tracks. */
export type NamedFilter = Exclude<FieldsOf<'set', { filter: object }>, 'folder'>
export const isNumberFilter = (field: FilterField): field is NumberFilter =>
  field !== 'is' && ['number', 'date'].includes(fields[field].kind)
export const isNamedFilter = (field: FilterField): field is NamedFilter =>
  field !== 'is' && field !== 'folder' && fields[field].kind === 'set'

export const filterFields: readonly FilterField[] = [
  ...those<OwnFilter>(({ filter }) => filter !== undefined),
  'is'
]

const byFilterName = new Map<string, FilterField>(
  filterFields.flatMap(field => namesOfFilter(field).map(written => [written, field] as const))
)

/** How a filter may be written before its colon, the usual way first. */
export function namesOfFilter(field: FilterField): readonly [string, ...string[]] {
  return field === 'is' ? ['is'] : fields[field].filter.names
}

/** The filter of that name, in small letters; null where it is none. */
export const filterNamed = (written: string): FilterField | null => byFilterName.get(written) ?? null

type FlagField = FieldsOf<'flag', { is: object }>

/** A flag and what it has to be, as `is:` has it. */
export interface FlagState {
  flag: FlagField
  on: boolean
}

const flagFields = those<FlagField>(field => field.kind === 'flag' && field.is !== undefined)

const flagStates = new Map<string, FlagState>(
  flagFields.flatMap(flag => [
    ...fields[flag].is.yes.map(written => [written, { flag, on: true }] as const),
    ...fields[flag].is.no.map(written => [written, { flag, on: false }] as const)
  ])
)

/** What `is:` may be followed by, the usual words. */
export const flagWords: readonly string[] = flagFields.flatMap(flag => {
  const { yes, no } = fields[flag].is
  return [yes[0], no[0]]
})

/** What stands behind `is:`, in small letters; null where it is nothing known. */
export const flagNamed = (written: string): FlagState | null => flagStates.get(written) ?? null

/* ---- smart playlists and orders ---- */

export type RuleTextField = FieldsOf<'text' | 'list', { rule: true }>
export type RuleNumberField = FieldsOf<'number', { rule: true }>
export type RuleDateField = FieldsOf<'date', { rule: true }>
export type RuleFlagField = FieldsOf<'flag', { rule: true }>
export type RuleSetField = FieldsOf<'set', { rule: true }>
export type RuleField = RuleTextField | RuleNumberField | RuleDateField | RuleFlagField | RuleSetField

const rulesOf = <Name extends FieldName>(...kinds: FieldKind[]): readonly Name[] =>
  those<Name>(({ rule, kind }) => rule === true && kinds.includes(kind))

export const ruleTextFields = rulesOf<RuleTextField>('text', 'list')
export const ruleNumberFields = rulesOf<RuleNumberField>('number')
export const ruleDateFields = rulesOf<RuleDateField>('date')
export const ruleFlagFields = rulesOf<RuleFlagField>('flag')
export const ruleSetFields = rulesOf<RuleSetField>('set')

export type SortField = FieldsOf<FieldKind, { sort: true }>
export const sortFields = those<SortField>(({ sort }) => sort === true)

/** Smart playlists also by how well the sound phrases fit, or in another order each day. */
export const smartSorts = [...sortFields, 'sound', 'random'] as const
export type SmartSort = (typeof smartSorts)[number]

/* ---- the list ---- */

export type ColumnField = FieldsOf<FieldKind, { column: object }>
/** From left to right. */
export const columnFields = those<ColumnField>(({ column }) => column !== undefined)

/* ---- what is written into files ---- */

export type TagField = FieldsOf<FieldKind, { tag: object }>
export const tagFields = those<TagField>(({ tag }) => tag !== undefined)

/** Those that something can be proposed for, and of these what is heard well enough to be proposed unasked. */
export const proposedFields = those<TagField>(({ tag }) => tag?.from !== undefined)
export const heardFields = those<TagField>(({ tag }) => tag?.from === 'terms' || tag?.from === 'taught')

/** Groups of the vocabulary. The table of terms in the database has a list of them too: another one needs a migration. */
export type TermGroup = FieldsOf<FieldKind, { tag: { from: 'terms' } }>
export const termGroups = those<TermGroup>(({ tag }) => tag?.from === 'terms')

/** Fields that say one thing. */
export const singleFields: ReadonlySet<TagField> = new Set(
  those<TagField>(({ tag }) => tag?.values === 'one')
)
