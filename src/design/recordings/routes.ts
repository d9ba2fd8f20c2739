/** Recordings of the questions of a survey: what staff upload, and what respondents hear. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { auditEntry } from '../../access/audit/entry.ts';
import { notYours } from '../../access/accounts/caller.ts';
import { seeOther, sent as written, type Reply } from '../../access/web/reply.ts';
import { formPart } from '../../access/web/formPage.ts';
import { list } from '../../access/web/list.ts';
import { may, open, type PageContext, type Routes, type StaffContext } from '../../access/web/routes.ts';
import type { Problem } from '../../platform/problem.ts';
import { problemOf } from '../../platform/text/problemOf.ts';
import type { Kept } from '../../platform/storage/kept.ts';
import { offeredLanguages, type LanguageSettings } from '../../platform/text/languageSettings.ts';
import { inLanguage, languageNames, type PageLanguage } from '../../platform/text/localized.ts';
import { matching, maybe, parsed } from '../../platform/web/fields.ts';
import { file } from '../../platform/web/fileFields.ts';
import { also, form } from '../../platform/web/form.ts';
import { malformedRequest, readQuery } from '../../platform/web/input.ts';
import { allowRecordings } from '../../platform/web/ownScripts.ts';
import { fieldTexts } from '../../platform/web/texts.ts';
import { uploaded, type UploadedFile } from '../../platform/web/upload.ts';
import type { RoutesOptions } from '../stores.ts';
import type { Question, SurveyContent, SurveyVersion } from '../surveys/survey.ts';
import { soundTypeOf } from './readSound.ts';
import { recordingId, recordingOf, wordsOf, type Recording, type Recordings } from './recording.ts';
import type { SoundFile } from './store.ts';
import { recordingTexts } from './texts.ts';

interface RecordingTools extends RoutesOptions {
  readonly languages: Kept<LanguageSettings>;
  readonly recordings: Kept<Recordings>;
}
type Texts = (typeof recordingTexts)['vi'];

/** A version of a survey, and the language that is read. */
const where = { survey: matching(/^[\w-]{1,100}$/), language: matching(/^[\w-]{1,20}$/) };

const recordingForm = form(
  recordingTexts,
  {
    question: parsed<string, Texts>(100, (id) => (id === '' ? undefined : id), {
      wrong: (t) => t.errors.noQuestion,
    }),
    file: file<Texts>(),
  },
  { hidden: where },
);
const removalForm = form(recordingTexts, {}, { hidden: { ...where, question: matching(/^.{1,100}$/) } });
const address = { ...where, language: maybe(where.language) };

export const routes: Routes<RecordingTools> = {
  'GET /staff/recordings': may('seeSurveys', openRecordings),
  'POST /staff/recordings': may('writeSurveys', keepRecording),
  'POST /staff/recordings/remove': may('writeSurveys', removeRecording),
  'GET /recordings/:file': open(sendRecording),
};

async function openRecordings(context: StaffContext, tools: RecordingTools): Promise<Reply> {
  const asked = await readQuery(context.req, address);
  return await show(context, tools, recordingForm.filled({ survey: asked.survey, language: asked.language }));
}

/** The questions in one language. */
async function show(
  context: StaffContext,
  { stores, languages, recordings }: RecordingTools,
  filled: typeof recordingForm.empty,
): Promise<Reply> {
  const { res, caller, language, notice } = context;
  const t = recordingTexts[language];
  const { id: survey, content } = await versionOf(filled.typed.survey, stores);
  const tags = [...new Set([...content.languages, ...offeredLanguages(languages.current())])];
  const tag = tags.find((one) => one === filled.typed.language) ?? tags[0]!;
  const rows = content.questions.map((question, index) => ({
    id: question.id,
    number: index + 1,
    text: inLanguage(question.text, tag),
    recording: recordingOf(recordings.current(), content, question, tag),
  }));
  const mayWrite = caller.may('writeSurveys', undefined);
  const shared = { t, survey, tag, mayWrite };
  allowRecordings(res);
  return await list(
    context,
    {
      title: t.title,
      status: filled.status,
      notice: notice(t.notices),
      lead: t.lead,
      links: [{ url: `/staff/surveys/${survey}`, label: inLanguage(content.title, language) }],
      kept: { survey, language: tag },
      tabs: { label: t.language, tabs: tags.map((one) => tabOf(one, survey, tag)) },
      above: mayWrite
        ? formPart(
            { action: '/staff/recordings', submit: t.save, hidden: { survey, language: tag } },
            fieldsOf(rows, filled, language),
          )
        : undefined,
      heading: t.count({ with: rows.filter(isRecorded).length, of: rows.length }),
      columns: [
        {
          key: 'question',
          heading: t.question,
          value: ({ number, text }) => `${number}. ${text}`,
          sort: ({ number }) => number,
        },
        {
          key: 'recording',
          heading: t.recording,
          isAction: true,
          value: () => '',
          view: 'design/recordings/play',
          content: shared,
        },
      ],
    },
    rows,
  );
}

interface Row {
  readonly id: string;
  readonly number: number;
  readonly text: string;
  readonly recording: string | undefined;
}

const isRecorded = ({ recording }: Row): boolean => recording !== undefined;

const tabOf = (tag: string, survey: string, shown: string) => ({
  label: languageNames[tag] ?? tag,
  url: urlOf(survey, tag),
  isCurrent: tag === shown,
});

/** Of the form; at first it is about a question without a recording. */
function fieldsOf(rows: readonly Row[], filled: typeof recordingForm.empty, language: PageLanguage) {
  const next = rows.find((row) => !isRecorded(row))?.id ?? '';
  const shown = { ...filled, typed: { ...filled.typed, question: filled.typed.question || next } };
  const options = rows.map((row) => ({
    value: row.id,
    label: `${row.number}. ${row.text}${isRecorded(row) ? ' ✓' : ''}`,
  }));
  return recordingForm.onPage(language, shown, {
    question: { options: [{ value: '', label: fieldTexts[language].choose }, ...options] },
  });
}

/** Statuses: 303; 422 with what is wrong with the file. */
async function keepRecording(context: StaffContext, tools: RecordingTools): Promise<Reply> {
  const { req, caller, language } = context;
  caller.demand('writeSurveys', []);
  const read = await recordingForm.read(context);
  const { errors } = recordingTexts[language];
  const found = await uploaded(req, soundOf);
  const sent = also(read, { file: typeof found === 'string' && errors[found] });
  if (!sent.ok || typeof found === 'string') return await show(context, tools, sent);
  const { survey: surveyId, language: tag, question: questionId } = sent.values;
  const { content } = await versionOf(surveyId, tools.stores);
  const words = wordsOf(content, questionOf(content, questionId), tag);
  const hash = createHash('sha256').update(found.sound).digest('base64url');
  const [at, by] = [tools.now(), caller.actor];
  const recording = { id: recordingId(words, tag), language: tag, words, file: hash, by, at };
  await tools.stores.recordings.keep(recording, found, entryOf('recording.kept', recording));
  await tools.recordings.refresh();
  return seeOther(`${urlOf(surveyId, tag)}&done=kept`);
}

async function soundOf({ path }: UploadedFile): Promise<Omit<SoundFile, 'id'> | 'noSound'> {
  const sound = await readFile(path);
  const mime = await soundTypeOf(sound);
  return mime === undefined ? 'noSound' : { mime, sound };
}

/** Statuses: 303, also when somebody else has removed it. */
async function removeRecording(
  context: StaffContext,
  { stores, now, recordings }: RecordingTools,
): Promise<Reply> {
  const { caller } = context;
  caller.demand('writeSurveys', []);
  const { typed } = await removalForm.read(context);
  const { content } = await versionOf(typed.survey, stores);
  const words = wordsOf(content, questionOf(content, typed.question), typed.language);
  const recording = await stores.recordings.find(recordingId(words, typed.language));
  if (recording?.file !== undefined) {
    const by = { by: caller.actor, at: now() };
    await stores.recordings.remove(recording, by, entryOf('recording.removed', { ...recording, ...by }));
    await recordings.refresh();
  }
  return seeOther(`${urlOf(typed.survey, typed.language)}&done=removed`);
}

function entryOf(kind: 'recording.kept' | 'recording.removed', recording: Recording) {
  const { id, language: tag, words, file: hash = '', by, at } = recording;
  const facts = { language: tag, sha256: hash };
  return auditEntry({
    at,
    by,
    kind,
    unitIds: [],
    subject: { id, label: words },
    ...(kind === 'recording.kept' ? { after: facts } : { before: facts }),
  });
}

const urlOf = (surveyId: string, tag: string): string =>
  `/staff/recordings?survey=${surveyId}&language=${tag}`;

/** @throws Problem notFound */
async function versionOf(id: string, { surveys }: RoutesOptions['stores']): Promise<SurveyVersion> {
  const version = await surveys.find(id);
  if (!version) throw notYours();
  return version;
}

/** @throws Problem malformed */
function questionOf({ questions }: SurveyContent, id: string): Question {
  const question = questions.find((one) => one.id === id);
  if (!question) throw malformedRequest();
  return question;
}

/** Its address is its hash, so that a device asks for it once. */
async function sendRecording({ res, param }: PageContext, { stores }: RecordingTools): Promise<Reply> {
  const found = await stores.recordings.findFile(param('file'));
  if (!found) throw notFound();
  res.type(found.mime).set('Cache-Control', 'public, max-age=31536000, immutable').send(found.sound);
  return written;
}

function notFound(): Problem {
  return problemOf('notFound', recordingTexts, (t) => t.notFound);
}
