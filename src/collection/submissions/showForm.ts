/**
 * The form in a response. A new one is the same for everybody at an access point but for its tokens, so its page is
 * prepared; one that is shown again is rendered with what the person chose and typed.
 */
import type { Response } from 'express';
import { rememberEach } from '../../platform/storage/remember.ts';
import { allowOwnScripts } from '../../platform/web/ownScripts.ts';
import {
  languageSettings,
  renderedPage,
  renderPage,
  renderPart,
  shownBrandOf,
  type EncodedPage,
  type Place,
} from '../../platform/web/page.ts';
import {
  preparePage,
  preparePart,
  type PreparedPage,
  type PreparedPart,
} from '../../platform/web/preparedPage.ts';
import { formPage, formParts, frameLanguageOf, type ShownForm } from './formPage.ts';

const view = 'collection/submissions/form';
/** What differs between two new forms, and the questions, which all access points share. */
const slots = ['seal', 'submissionId', 'followKey', 'ticket', 'questions'] as const;
type FormPage = PreparedPage<(typeof slots)[number]>;

/** The page around the questions takes about four kilobytes. */
const pagesMax = 2000;
const questionsMax = 100;

export async function showForm(res: Response, form: ShownForm): Promise<void> {
  allowOwnScripts(res);
  const partsHtml = await renderPart(res, 'collection/submissions/parts', formParts(form));
  const locals = formPage(form);
  renderPage(res, view, frameOf(form, locals), { ...locals, partsHtml });
}

/** @returns makes the page of a form in which nothing was chosen yet; undefined for one that is not prepared */
export function newFormPages(): (place: Place, form: ShownForm) => Promise<EncodedPage | undefined> {
  const pages = rememberEach<FormPage>({ entriesMax: pagesMax });
  const questions = rememberEach<PreparedPart>({ entriesMax: questionsMax });
  return async (place, form) => {
    if (form.location.assisted || form.code?.typed) return undefined;
    const { survey, language, languages, location, unitName, serviceName, madeUp, code } = form;
    const isReviewed = languageSettings(place)[frameLanguageOf(language)].reviewed;
    const where = [location.action, unitName, serviceName, madeUp, code !== undefined];
    const shown = [survey.id, language, languages, isReviewed, shownBrandOf(place).version, ...where];
    const page = await pages(JSON.stringify(shown), () => prepare(place, form));
    const encoded = await questions(`${survey.id} ${language} ${form.recordings.version}`, async () =>
      preparePart(await renderPart(place, 'collection/submissions/parts', formParts(form))),
    );
    const { followKey = '', draft } = form;
    const { submissionId } = draft;
    const tokens = { seal: form.seal, submissionId, followKey, ticket: code?.ticket ?? '' };
    return (encoding) => page.filled({ ...tokens, questions: encoded }, encoding);
  };
}

async function prepare(place: Place, form: ShownForm): Promise<FormPage> {
  return await preparePage(slots, async ({ seal, submissionId, followKey, ticket, questions }) => {
    const draft = { ...form.draft, submissionId };
    const code = form.code && { ...form.code, ticket };
    const locals = formPage({ ...form, seal, draft, code, followKey });
    return await renderedPage(place, view, frameOf(form, locals), { ...locals, partsHtml: questions });
  });
}

function frameOf({ language }: ShownForm, { title }: ReturnType<typeof formPage>) {
  return { language, title };
}
