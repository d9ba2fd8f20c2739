/** Reads a survey of LimeSurvey, as version 4 to 6 export its structure (`.lss`), with texts in tables of their own. */
import { languageTag, type Form, type FormGroup, type FormItem, type FormList, type LeftOut, type Texts } from './form.ts'; // prettier-ignore
import { htmlText } from './htmlText.ts';
import type { LssFile, LssRow } from './limeSurveyTables.ts';
import { builtInList, questionKinds, type BuiltInList } from './limeSurveyTypes.ts';

/** Tables that are read, and those that only repeat what others say. */
const readTables = 'answers answer_l10ns conditions groups group_l10ns questions question_l10ns subquestions question_attributes surveys surveys_languagesettings'.split(' '); // prettier-ignore

/** @returns why it is not read: no survey, or of a version whose texts stand elsewhere */
export function readLimeSurvey(file: LssFile): Form | 'notAForm' | 'oldLimeSurvey' {
  if (file.kind !== 'Survey') return 'notAForm';
  if (file.rows('question_l10ns').length === 0) return 'oldLimeSurvey';
  const leftOut: LeftOut[] = [];
  const texts = textReader(file, leftOut);
  const [survey = {}] = file.rows('surveys');
  const settings = texts('surveys_languagesettings', {
    key: 'surveyls_survey_id',
    language: 'surveyls_language',
  });
  const sid = survey['sid'] ?? '';
  const notes = ['surveyls_description', 'surveyls_welcometext', 'surveyls_policy_notice'].flatMap((column) =>
    noteOf(column, settings(column, sid)),
  );
  const { items, groups, lists } = readQuestions(file, texts, leftOut);
  const languages = [survey['language'] ?? '', ...file.languages].flatMap((name) => languageTag(name) ?? []);
  leftOut.push(...settingsLeftOut(file, survey), ...tablesLeftOut(file));
  return {
    code: `limesurvey-${sid}`,
    title: settings('surveyls_title', sid),
    languages: [...new Set(languages)],
    lists,
    items: [...notes, ...items],
    groups,
    leftOut,
  };
}

type TextsOf = (column: string, id: string | undefined) => Texts;
type TextReader = (table: string, columns: { readonly key: string; readonly language?: string }) => TextsOf;

/** Reads the texts of a table by the id of what they belong to; what is more than text is named once. */
function textReader(file: LssFile, leftOut: LeftOut[]): TextReader {
  return (table, { key, language = 'language' }) => {
    const rowsOf = file.rowsBy(table, key);
    return (column, id) =>
      Object.fromEntries(
        rowsOf(id).flatMap((row) => {
          const tag = languageTag(row[language] ?? '');
          const { text, hasMore } = htmlText(row[column] ?? '');
          if (hasMore)
            leftOut.push({ place: `${table} ${id}`, what: (row[column] ?? '').slice(0, 120), why: 'markup' });
          return tag === undefined || text === '' ? [] : [[tag, text]];
        }),
      );
  };
}

function noteOf(column: string, text: Texts): readonly FormItem[] {
  if (Object.keys(text).length === 0) return [];
  return [{ kind: 'note', code: column, text, place: 'surveys_languagesettings', isRequired: false }];
}

function readQuestions(file: LssFile, texts: TextReader, leftOut: LeftOut[]) {
  const ofQuestion = texts('question_l10ns', { key: 'qid' });
  const lists = listKeeper(file, texts('answer_l10ns', { key: 'aid' }));
  const groups = groupsOf(file, texts('group_l10ns', { key: 'gid' }), leftOut);
  const below = file.rowsBy('subquestions', 'parent_qid');
  const attributesOf = file.rowsBy('question_attributes', 'qid');
  const inGroup = file.rowsBy('questions', 'gid');
  const items: FormItem[] = [];
  for (const [gid, group] of groups) {
    const asked = inGroup(gid).filter(({ parent_qid: parent = '0' }) => parent === '0');
    for (const row of byOrder(asked, 'question_order')) {
      const subquestions = byOrder(below(row['qid']), 'question_order');
      leftOut.push(...partsLeftOut(row, attributesOf(row['qid']), ofQuestion));
      for (const one of subquestions)
        for (const what of expressionOf(one['relevance']))
          leftOut.push({ place: `subquestions ${row['title']}_${one['title']}`, what, why: 'condition' });
      const read = itemsOf(row, { subquestions, group, ofQuestion, lists });
      items.push(...read);
      if (read.length === 0)
        leftOut.push({ place: placeOf(row), what: typeWords(row, subquestions), why: 'type' });
      else if (subquestions.length > 0 && !read[0]?.isSeveral)
        leftOut.push({
          place: placeOf(row),
          what: firstText(ofQuestion('question', row['qid'])),
          why: 'heading',
        });
    }
  }
  return { items, groups: [...groups.values()], lists: lists.all };
}

function groupsOf(file: LssFile, ofGroup: TextsOf, leftOut: LeftOut[]): ReadonlyMap<string, FormGroup> {
  return new Map(
    byOrder(file.rows('groups'), 'group_order').map((row, index) => {
      const gid = row['gid'] ?? '';
      const place = `groups ${gid}`;
      const description = firstText(ofGroup('description', gid));
      if (description !== '') leftOut.push({ place, what: `description: ${description}`, why: 'column' });
      const random = row['randomization_group'] ?? '';
      if (random !== '') leftOut.push({ place, what: `randomization_group: ${random}`, why: 'column' });
      const group: FormGroup = {
        code: `group${index + 1}`,
        title: ofGroup('group_name', gid),
        place,
        conditions: expressionOf(row['grelevance']),
      };
      return [gid, group];
    }),
  );
}

interface QuestionParts {
  readonly subquestions: readonly LssRow[];
  readonly group: FormGroup;
  readonly ofQuestion: TextsOf;
  readonly lists: ReturnType<typeof listKeeper>;
}

/** @returns none for a type that a survey does not have */
function itemsOf(
  row: LssRow,
  { subquestions, group, ofQuestion, lists }: QuestionParts,
): readonly FormItem[] {
  const { type = '', qid = '', title = '', sid = '', gid = '' } = row;
  const kind = questionKinds[type];
  if (!kind) return [];
  const base = {
    kind: kind.kind,
    group,
    isRequired: row['mandatory'] === 'Y',
    condition: expressionOf(row['relevance'])[0],
    ...(kind.isCriterion !== undefined && { isCriterion: kind.isCriterion }),
    ...(kind.isSeveral && { isSeveral: true }),
    ...(kind.list === 'subquestions'
      ? { listId: lists.ofSubquestions(row, subquestions, ofQuestion) }
      : kind.list !== undefined && { listId: lists.idOf(row, kind.list) }),
  };
  if (!kind.isArray)
    return [
      {
        ...base,
        code: title,
        aliases: [`${sid}X${gid}X${qid}`],
        text: ofQuestion('question', qid),
        place: placeOf(row),
      },
    ];
  return subquestions.map((one) => ({
    ...base,
    code: `${title}_${one['title']}`,
    aliases: [`${sid}X${gid}X${qid}${one['title']}`],
    text: ofQuestion('question', one['qid']),
    place: `subquestions ${title}_${one['title']}`,
  }));
}

/** Lists of answers; questions with the same answers share one. */
function listKeeper(file: LssFile, ofAnswer: TextsOf) {
  const answersTo = file.rowsBy('answers', 'qid');
  const all = new Map<string, FormList>();
  const known = new Map<string, string>();
  function idFor(name: string, list: FormList): string {
    const key = JSON.stringify(list.choices);
    const id = known.get(key) ?? name;
    known.set(key, id);
    if (!all.has(id)) all.set(id, list);
    return id;
  }
  return {
    all: all as ReadonlyMap<string, FormList>,
    /** The options of a question of which several may be chosen. */
    ofSubquestions({ title = '' }: LssRow, subquestions: readonly LssRow[], ofQuestion: TextsOf): string {
      const choices = subquestions.map((one) => ({
        code: one['title'] ?? '',
        label: ofQuestion('question', one['qid']),
      }));
      return idFor(title, { place: `subquestions ${title}`, choices });
    },
    idOf({ qid = '', title = '' }: LssRow, list: BuiltInList | 'answers'): string {
      if (list !== 'answers')
        return idFor(list, { place: `questions ${title}`, ...builtInList(list, file.languages) });
      const own = byOrder(answersTo(qid), 'sortorder').filter(({ scale_id: scale = '0' }) => scale === '0');
      const choices = own.map(({ aid = '', code = '' }) => ({ code, label: ofAnswer('answer', aid) }));
      return idFor(title, { place: `answers ${title}`, choices });
    },
  };
}

const whatMax = 120;

/** What a question has besides its text and answers. */
function partsLeftOut(row: LssRow, attributes: readonly LssRow[], ofQuestion: TextsOf): readonly LeftOut[] {
  const place = placeOf(row);
  const column = (what: string): LeftOut[] =>
    what === '' ? [] : [{ place, what: what.slice(0, whatMax), why: 'column' }];
  const help = firstText(ofQuestion('help', row['qid']));
  const script = firstText(ofQuestion('script', row['qid']));
  const set = attributes.filter(({ value = '' }) => !['', '0', 'N'].includes(value));
  return [
    ...column(help && `help: ${help}`),
    ...column(script && `script: ${script}`),
    ...column(row['preg'] ? `preg: ${row['preg']}` : ''),
    ...column(row['mandatory'] === 'S' ? 'mandatory: S' : ''),
    ...column(row['encrypted'] === 'Y' ? 'encrypted: Y' : ''),
    ...column(set.map(({ attribute, value }) => `${attribute}=${value}`).join(', ')),
    ...(row['other'] === 'Y' || row['type'] === 'O' ? [{ place, what: `${row['title']}: other`, why: 'other' as const }] : []), // prettier-ignore
  ];
}

/** Settings of the survey and texts around it, by the names of their columns. */
function settingsLeftOut(file: LssFile, survey: LssRow): readonly LeftOut[] {
  const carried = /^(?:sid|language|additional_languages)$/;
  const read = /^surveyls_(?:survey_id|language|title|description|welcometext|policy_notice)$/;
  const filled = (row: LssRow, known: RegExp) =>
    Object.keys(row).filter((name) => !known.test(name) && !['', '0', 'N', 'I'].includes(row[name] ?? ''));
  const texts = new Set(file.rows('surveys_languagesettings').flatMap((row) => filled(row, read)));
  const lines = [
    { place: 'surveys', what: filled(survey, carried).join(', ') },
    { place: 'surveys_languagesettings', what: [...texts].join(', ') },
  ];
  return lines.flatMap((line) => (line.what === '' ? [] : [{ ...line, why: 'setting' as const }]));
}

/** Tables that have no place in a survey, and conditions that no expression repeats. */
function tablesLeftOut(file: LssFile): readonly LeftOut[] {
  const questions = new Map(file.rows('questions').map((row) => [row['qid'], row]));
  const unsaid = file
    .rows('conditions')
    .filter(({ qid }) => expressionOf(questions.get(qid)?.['relevance']).length === 0);
  const scores = file
    .rows('answers')
    .filter(({ assessment_value: score = '0' }) => !['', '0'].includes(score));
  return [
    ...unsaid.map(({ cid, cfieldname, method, value }) => ({
      place: `conditions ${cid}`,
      what: `${cfieldname} ${method} ${value}`,
      why: 'condition' as const,
    })),
    ...(scores.length > 0 ? [{ place: 'answers', what: `assessment_value (${scores.length})`, why: 'column' as const }] : []), // prettier-ignore
    ...file
      .rows('quota')
      .map(({ id, name }) => ({ place: `quota ${id}`, what: name ?? '', why: 'sheet' as const })),
    ...file.tables
      .filter((table) => !readTables.includes(table) && table !== 'quota')
      .map((table) => ({
        place: table,
        what: `${table} (${file.rows(table).length})`,
        why: 'sheet' as const,
      })),
  ];
}

/** `1` is LimeSurvey's "always". */
function expressionOf(expression = ''): readonly string[] {
  return expression === '' || expression === '1' ? [] : [expression];
}

function byOrder(rows: readonly LssRow[], column: string): readonly LssRow[] {
  return rows.toSorted((one, other) => Number(one[column] ?? 0) - Number(other[column] ?? 0));
}

function placeOf({ title }: LssRow): string {
  return `questions ${title}`;
}

function typeWords({ type, title }: LssRow, subquestions: readonly LssRow[]): string {
  const parts = subquestions.map((row) => row['title']).join(', ');
  return `${type} ${title}${parts && ` (${parts})`}`;
}

function firstText(texts: Texts): string {
  return (texts['vi'] ?? Object.values(texts)[0] ?? '').slice(0, whatMax);
}
