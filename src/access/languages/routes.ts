/** Which languages respondents are offered, and what administrators of the whole installation accept about each. */
import { auditEntry, type Facts } from '../audit/entry.ts';
import { languages, type Language, type Messages } from '../../platform/text/catalogue.ts';
import {
  settingsOf,
  type LanguageSetting,
  type LanguageSettings,
} from '../../platform/text/languageSettings.ts';
import { isPageLanguage, languageNameIn, languageNames } from '../../platform/text/localized.ts';
import { ticks, whole } from '../../platform/web/fields.ts';
import { form } from '../../platform/web/form.ts';
import { menuLine } from '../web/menu.ts';
import { formPage } from '../web/formPage.ts';
import { seeOther, type Reply } from '../web/reply.ts';
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
    show,
    menuLine('administration', languagePageTexts, (texts) => texts.menu),
  ),
  'POST /staff/languages': may('setLanguages', setLanguages),
};

/** Vietnamese has no settings, and the languages of staff pages were reviewed. */
function choicesOf(language: Language): readonly Accepted[] {
  return isPageLanguage(language) ? ['offered', 'fallbacks'] : ['offered', 'reviewed', 'fallbacks'];
}

type Other = Exclude<Language, 'vi'>;
type Texts = Messages['access/languages'];

const others = languages.filter((language): language is Other => language !== 'vi');

function ofOthers<Value>(of: (other: Other) => Value): Record<Other, Value> {
  return Object.fromEntries(others.map((other) => [other, of(other)])) as Record<Other, Value>;
}

const languageForm = form(
  languagePageTexts,
  ofOthers((other) => ticks<Accepted, Texts>(choicesOf(other), { names: (t) => t.choices })),
  { hidden: { version: whole() } },
);

async function show(
  { caller, language, notice }: StaffContext,
  { stores }: LanguageTools,
  isConflict = false,
): Promise<Reply> {
  caller.demand('setLanguages', []);
  const t = languagePageTexts[language];
  const { settings, version } = await stores.languages.current();
  const { typed } = languageForm.filled(
    ofOthers((other) => choicesOf(other).filter((value) => settings[other][value])),
  );
  return formPage(
    { title: t.title, notice: notice(t.done), status: isConflict ? 409 : undefined },
    {
      action: '/staff/languages',
      lead: `${t.lead} ${t.ofSurveys}`,
      submit: t.save,
      hidden: { version: String(version) },
    },
    languageForm.onPage(
      language,
      { typed, errors: isConflict ? { [others[0]!]: t.changedMeanwhile } : {} },
      ofOthers((other) => ({ label: `${languageNameIn(other, language)} (${languageNames[other]})` })),
    ),
  );
}

/** Statuses: 303; 409, with what stands now, when somebody else changed the settings first. */
async function setLanguages(context: StaffContext, tools: LanguageTools): Promise<Reply> {
  const { caller, language } = context;
  const { stores, now } = tools;
  caller.demand('setLanguages', []);
  const { version, ...chosen } = (await languageForm.read(context)).typed;
  const settings = settingsOf((one) => {
    const accepted: readonly Accepted[] = one === 'vi' ? ['offered'] : chosen[one];
    return {
      offered: accepted.includes('offered'),
      reviewed: isPageLanguage(one) || accepted.includes('reviewed'),
      fallbacks: accepted.includes('fallbacks'),
    };
  });
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
