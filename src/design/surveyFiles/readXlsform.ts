/** Reads an XLSForm (Kobo, ODK): sheets `survey`, `choices` and `settings`, one row for each thing. */
import {
  languageTag,
  type Form,
  type FormGroup,
  type FormItem,
  type FormList,
  type LeftOut,
  type OwnParts,
  type Why,
} from './form.ts';
import { formatVersions, scaleLooks } from '../surveys/survey.ts';
import { aboutPrefix, factorPrefix, noneAlone, ownSheet, scalePrefix } from './xlsformNames.ts';
import { xlsformSheet, type SheetRow } from './xlsformSheet.ts';

export interface NamedSheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

const readSheets = ['survey', 'choices', 'settings', ownSheet];

/** @returns undefined when there is no sheet `survey` with types */
export function readXlsform(sheets: readonly NamedSheet[]): Form | undefined {
  const rowsOf = (wanted: string) =>
    sheets.find(({ name }) => name.trim().toLowerCase() === wanted)?.rows ?? [];
  const [settings] = xlsformSheet('settings', rowsOf('settings'), 'vi').rows;
  const plain = languageTag(settings?.cell('default_language') ?? '') ?? 'vi';
  const survey = xlsformSheet('survey', rowsOf('survey'), plain);
  if (!survey.rows.some((row) => row.cell('type') !== '')) return undefined;
  const choices = xlsformSheet('choices', rowsOf('choices'), plain);
  const title = settings?.cell('form_title') ?? '';
  const { items, groups, leftOut } = readItems(survey.rows);
  const others = sheets.filter(
    ({ name, rows }) => rows.length > 0 && !readSheets.includes(name.trim().toLowerCase()),
  );
  const own = ownPartsOf(rowsOf(ownSheet));
  return {
    code: settings?.cell('form_id') ?? '',
    title: title === '' ? {} : { [plain]: title },
    languages: [...new Set([...survey.languages, ...choices.languages])].toSorted(
      (one, other) => Number(other === plain) - Number(one === plain),
    ),
    lists: listsOf(choices.rows),
    items,
    groups,
    own,
    leftOut: [
      ...survey.leftOut,
      ...leftOut,
      ...choices.leftOut,
      ...choices.rows.flatMap((row) => row.leftOut(['list_name', 'name', 'label'])),
      ...(
        settings?.leftOut(['form_title', 'form_id', 'default_language', ...(own ? ['version'] : [])]) ?? []
      ).map((one) => ({ ...one, why: 'setting' as const })),
      ...others.map(({ name }) => ({ place: name, what: name, why: 'sheet' as const })),
    ],
  };
}

function listsOf(rows: readonly SheetRow[]): ReadonlyMap<string, FormList> {
  const lists = new Map<string, FormList>();
  for (const row of rows) {
    const id = row.cell('list_name');
    const list = lists.get(id) ?? { place: row.place, choices: [] };
    lists.set(id, {
      ...list,
      choices: [...list.choices, { code: row.cell('name'), label: row.texts('label') }],
    });
  }
  lists.delete('');
  return lists;
}

const itemTypes = ['select_one', 'select_multiple', 'note', 'text'] as const;
type ItemType = (typeof itemTypes)[number];

function isItemType(type: string): type is ItemType {
  return itemTypes.some((one) => one === type);
}

/** A group or a repeat that is open at a row. */
interface OpenGroup {
  readonly group: FormGroup;
  readonly isRepeat: boolean;
}

function readItems(rows: readonly SheetRow[]): Pick<Form, 'items' | 'groups' | 'leftOut'> {
  const [items, groups, leftOut, open]: [FormItem[], FormGroup[], LeftOut[], OpenGroup[]] = [[], [], [], []];
  for (const row of rows) {
    const words = row
      .cell('type')
      .toLowerCase()
      .replace(/^(begin|end|select) +/, '$1_')
      .split(/\s+/);
    const [type = ''] = words;
    const isBegin = type === 'begin_group' || type === 'begin_repeat';
    if (type === 'end_group' || type === 'end_repeat') open.pop();
    else if (isBegin) {
      const group = groupOf(row, open.at(-1)?.group);
      open.push({ group, isRepeat: type === 'begin_repeat' });
      groups.push(group);
    }
    const left = (what: string, why: Why) => leftOut.push({ place: row.place, what, why });
    const known = ['type', 'name', 'label', 'relevant'];
    if (open.some(({ isRepeat }) => isRepeat)) left(`${row.cell('type')} ${row.cell('name')}`, 'inRepeat');
    else if (isBegin || type.startsWith('end_')) leftOut.push(...row.leftOut(known));
    else if (isItemType(type)) {
      const read = itemOf(row, type, open.at(-1)?.group);
      items.push({ ...read.item, ...(read.item.kind === 'choice' && { listId: listIdOf(row) }) });
      leftOut.push(...row.leftOut([...known, ...read.known]));
      if (words.includes('or_other')) left(row.cell('type'), 'other');
    } else left(`${row.cell('type')} ${row.cell('name')}`, 'type');
  }
  return { items, groups, leftOut };
}

/** Names of lists have upper and lower case. */
function listIdOf(row: SheetRow): string {
  return (
    row
      .cell('type')
      .split(/\s+/)
      .at(/^select (?:one|multiple)/i.test(row.cell('type')) ? 2 : 1) ?? ''
  );
}

function groupOf(row: SheetRow, outer: FormGroup | undefined): FormGroup {
  const condition = row.cell('relevant');
  return {
    code: withoutPrefix(row.cell('name'), factorPrefix),
    isFactor: row.cell('name').startsWith(factorPrefix),
    title: row.texts('label'),
    place: row.place,
    conditions: [...(outer?.conditions ?? []), ...(condition === '' ? [] : [condition])],
  };
}

function itemOf(
  row: SheetRow,
  type: ItemType,
  group: FormGroup | undefined,
): { readonly item: FormItem; readonly known: readonly string[] } {
  const name = row.cell('name');
  const condition = row.cell('relevant');
  const [, sign, length] =
    /^string-length\(\s*\.\s*\)\s*(<=?)\s*(\d{1,6})$/.exec(row.cell('constraint')) ?? [];
  const isRequired = /^(?:yes|true(?:\(\))?|1|required)$/i.test(row.cell('required'));
  const isOptional = /^(?:no|false(?:\(\))?|0|)$/i.test(row.cell('required'));
  return {
    item: {
      kind: type === 'note' || type === 'text' ? type : 'choice',
      code: withoutPrefix(name, aboutPrefix),
      aliases: [name],
      text: row.texts('label'),
      place: row.place,
      group,
      isRequired,
      ...(condition !== '' && { condition }),
      ...(type === 'text' && length !== undefined && { lengthMax: Number(length) - (sign === '<' ? 1 : 0) }),
      ...(type === 'select_multiple'
        ? { isSeveral: true, isCriterion: true }
        : name.startsWith(aboutPrefix)
          ? { isCriterion: false }
          : group?.isFactor && { isCriterion: true }),
    },
    known: [
      ...(isRequired || isOptional ? ['required'] : []),
      ...((type === 'text' && length !== undefined) || row.cell('constraint') === noneAlone
        ? ['constraint']
        : []),
      ...(row.cell('appearance') === 'multiline' ? ['appearance'] : []),
    ],
  };
}

function withoutPrefix(name: string, prefix: string): string {
  return name.startsWith(prefix) ? name.slice(prefix.length) : name;
}

/** The sheet of this program: keys and values, some in languages, such as `title.en`. */
function ownPartsOf([, ...rows]: readonly (readonly string[])[]): OwnParts | undefined {
  const values = new Map(rows.map(([key = '', value = '']) => [key.trim(), value.normalize('NFC')]));
  const languages = values.get('languages')?.split(/[\s,]+/) ?? [];
  if (languages.length === 0) return undefined;
  const texts = (key: string) =>
    Object.fromEntries(
      [...values].flatMap(([name, value]) =>
        name.startsWith(`${key}.`) ? [[name.slice(key.length + 1), value]] : [],
      ),
    );
  const answersMin = values.get('answersMin') ?? '';
  const formatVersion = formatVersions.find((one) => values.get('formatVersion') === String(one));
  return {
    ...(formatVersion && { formatVersion }),
    title: texts('title'),
    languages,
    noticeVersion: values.get('noticeVersion') ?? '',
    legalBasis: values.get('legalBasis') ?? '',
    confirmed: texts('confirmed'),
    answersMin: /^\d{1,4}$/.test(answersMin) ? Number(answersMin) : undefined,
    unconfirmed: new Set(values.get('unconfirmed')?.split(/\s+/)),
    scales: scalesIn(values),
  };
}

/** `scale.choice`: `unrated several stars` */
function scalesIn(values: ReadonlyMap<string, string>): OwnParts['scales'] {
  return new Map(
    [...values].flatMap(([key, value]) => {
      if (!key.startsWith(scalePrefix)) return [];
      const words = value.split(/\s+/);
      const look = scaleLooks.find((one) => words.includes(one));
      const isUnrated = words.includes('unrated') && { unrated: true };
      const isSeveral = words.includes('several') && { several: true };
      return [[key.slice(scalePrefix.length), { ...isUnrated, ...isSeveral, ...(look && { look }) }]];
    }),
  );
}
