/** Which languages respondents are offered, and what administrators of the whole installation accept about each. */
import type { Request } from 'express';
import { auditEntry, type Facts } from '../audit/entry.ts';
import { languages, type Language } from '../../platform/text/catalogue.ts';
import {
  settingsOf,
  type LanguageSetting,
  type LanguageSettings,
} from '../../platform/text/languageSettings.ts';
import { isPageLanguage, languageNameIn, languageNames } from '../../platform/text/localized.ts';
import { ticks, whole } from '../../platform/web/fields.ts';
import { readBody } from '../../platform/web/input.ts';
import { menuLine } from '../web/menu.ts';
import { page, seeOther, type Reply } from '../web/reply.ts';
import { may, type Routes, type StaffContext } from '../web/routes.ts';
import type { Kept } from '../../platform/storage/kept.ts';
import type { RoutesOptions } from '../stores.ts';
import { languagePageTexts } from './texts.ts';

interface LanguageTools extends RoutesOptions {
  readonly languages: Kept<LanguageSettings>;
}

type Accepted = keyof LanguageSetting;

export const routes: Routes<LanguageTools> = {
  'GET /staff/languages': may(
    'setLanguages',
    openLanguages,
    menuLine('administration', languagePageTexts, (texts) => texts.menu),
  ),
  'POST /staff/languages': may('setLanguages', setLanguages),
};

/** Vietnamese has no settings, and the languages of staff pages were reviewed. */
function choicesOf(language: Language): readonly Accepted[] {
  return isPageLanguage(language) ? ['offered', 'fallbacks'] : ['offered', 'reviewed', 'fallbacks'];
}

const others = languages.filter((language) => language !== 'vi');

async function show(
  { caller, language, notice }: StaffContext,
  { stores }: LanguageTools,
  changedMeanwhile = false,
): Promise<Reply> {
  caller.demand('setLanguages', []);
  const t = languagePageTexts[language];
  const { settings, version } = await stores.languages.current();
  return page(
    'access/languages/languages',
    { title: t.title, notice: notice(t.done), status: changedMeanwhile ? 409 : undefined },
    {
      t,
      version,
      changedMeanwhile,
      fields: others.map((other) => ({
        id: other,
        label: `${languageNameIn(other, language)} (${languageNames[other]})`,
        checks: choicesOf(other).map((value) => ({ value, label: t.choices[value] })),
        value: choicesOf(other).filter((value) => settings[other][value]),
      })),
    },
  );
}

async function openLanguages(context: StaffContext, tools: LanguageTools): Promise<Reply> {
  return await show(context, tools);
}

/** Statuses: 303; 409, with what stands now, when somebody else changed the settings first. */
async function setLanguages(context: StaffContext, tools: LanguageTools): Promise<Reply> {
  const { req, caller, language } = context;
  const { stores, now } = tools;
  caller.demand('setLanguages', []);
  const { settings, version } = await readSettings(req);
  const { settings: before } = await stores.languages.current();
  const entry = auditEntry({
    at: now(),
    by: caller.actor,
    kind: 'languages.set',
    unitIds: [],
    subject: { id: 'languages', label: languagePageTexts[language].title },
    before: factsOf(before),
    after: factsOf(settings),
  });
  if (!(await stores.languages.put(settings, version, entry))) return await show(context, tools, true);
  await tools.languages.refresh();
  return seeOther('/staff/languages?done=saved');
}

/** Settings for the audit log: the languages with each of them. */
export function factsOf(settings: LanguageSettings): Facts {
  const having = (setting: Accepted): string =>
    others.filter((other) => choicesOf(other).includes(setting) && settings[other][setting]).join(', ');
  return {
    languagesOffered: having('offered'),
    languagesReviewed: having('reviewed'),
    languagesForAll: having('fallbacks'),
  };
}

/** @throws Problem malformed */
async function readSettings(req: Request): Promise<{ settings: LanguageSettings; version: number }> {
  const { version } = await readBody(req, { version: whole() });
  const fields = await readBody(
    req,
    Object.fromEntries(others.map((other) => [other, ticks(choicesOf(other))])),
  );
  const settings = settingsOf((language) => {
    const chosen: readonly Accepted[] = language === 'vi' ? ['offered'] : (fields[language] ?? []);
    return {
      offered: chosen.includes('offered'),
      reviewed: isPageLanguage(language) || chosen.includes('reviewed'),
      fallbacks: chosen.includes('fallbacks'),
    };
  });
  return { settings, version };
}
