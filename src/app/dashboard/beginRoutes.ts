/** A new installation: four questions, and what they answer is there before the first round is made. */
import { auditEntry } from '../../access/audit/entry.ts';
import { factsOf } from '../../access/languages/routes.ts';
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { publishAs } from '../../design/surveys/publishSurvey.ts';
import { sipas2017 } from '../../design/surveys/presets/sipas2017.ts';
import { languages } from '../../platform/text/catalogue.ts';
import type { Kept } from '../../platform/storage/kept.ts';
import { settingsOf, type LanguageSettings } from '../../platform/text/languageSettings.ts';
import { languageNameIn, languageNames, type PageLanguage } from '../../platform/text/localized.ts';
import { choice, line, ticks } from '../../platform/web/fields.ts';
import { also, form } from '../../platform/web/form.ts';
import { firstDayOffered } from '../../registers/units/firstDay.ts';
import { keepUnitChange } from '../../registers/units/keepUnitChange.ts';
import { emptyUnitChange } from '../../registers/units/succession.ts';
import { unitTexts } from '../../registers/units/texts.ts';
import { unitKinds } from '../../registers/units/unit.ts';
import type { RoutesOptions } from '../stores.ts';
import { dashboardTexts } from './texts.ts';

interface BeginTools extends RoutesOptions {
  readonly languages: Kept<LanguageSettings>;
}

export const beginRoutes: Routes<BeginTools> = {
  'GET /staff/begin': may('changeUnits', showEmpty),
  'POST /staff/begin': may('changeUnits', begin),
};

const textsOf = (language: PageLanguage) => ({
  ...dashboardTexts[language].begin,
  kinds: unitTexts[language].kinds,
});
const texts = { vi: textsOf('vi'), en: textsOf('en') };
const others = languages.filter((language) => language !== 'vi');

const beginForm = form(texts, {
  office: line(200, { missing: (t) => t.officeMissing }),
  kind: choice(unitKinds, { names: (t) => t.kinds }),
  languages: ticks(others),
  survey: choice(['preset', 'none'], { names: (t) => t.surveys }),
});

/** What the account may not decide is not asked. */
function show({ caller, language }: StaffContext, shown: typeof beginForm.empty): Reply {
  const t = texts[language];
  const checks = others.map((other) => ({
    value: other,
    label: `${languageNameIn(other, language)} (${languageNames[other]})`,
  }));
  return page(
    'app/dashboard/begin',
    { title: t.title, status: shown.status },
    {
      t,
      ...beginForm.onPage(language, shown, {
        office: { focus: true },
        languages: caller.may('setLanguages', undefined) && { checks },
        survey: caller.may('writeSurveys', undefined) && {},
      }),
    },
  );
}

/** Once there are units, others are added on their own page. */
async function isBegun({ caller }: StaffContext, { stores }: BeginTools): Promise<boolean> {
  caller.demand('changeUnits', []);
  return (await stores.units.list()).length > 0;
}

async function showEmpty(context: StaffContext, tools: BeginTools): Promise<Reply> {
  if (await isBegun(context, tools)) return seeOther('/staff/units');
  return show(
    context,
    beginForm.filled({ languages: others.filter((other) => tools.languages.current()[other].offered) }),
  );
}

/** The unit last: until it is there the page can be sent again, and the rest stays as it is. */
async function begin(context: StaffContext, tools: BeginTools): Promise<Reply> {
  if (await isBegun(context, tools)) return seeOther('/staff/units');
  const { caller } = context;
  const { stores, now } = tools;
  const sent = await beginForm.read(context);
  if (!sent.ok) return show(context, sent);
  const { office, kind, survey } = sent.values;
  if (caller.may('setLanguages', undefined)) await offer(context, tools, sent.values.languages);
  if (survey === 'preset' && caller.may('writeSurveys', undefined))
    await publishAs(sipas2017, caller.actor, stores.surveys, now());
  const on = await firstDayOffered(tools, caller.units.day);
  const { errors } = await keepUnitChange(
    stores,
    {
      draft: (changeId) => ({
        ...emptyUnitChange,
        on,
        founded: [{ id: changeId, kind, name: { vi: office } }],
      }),
      audit: { kind: 'unit.added', label: office },
      by: caller.actor,
    },
    now(),
  );
  if (errors.length > 0) return show(context, also(sent, { office: texts[context.language].officeRefused }));
  return seeOther(kind === 'province' || kind === 'district' ? '/staff/units/many' : '/staff');
}

async function offer(
  { caller, language }: StaffContext,
  { stores, languages: current, now }: BeginTools,
  offered: readonly string[],
): Promise<void> {
  const { settings: before, version } = await stores.languages.current();
  const settings = settingsOf((one) => ({ ...before[one], offered: one === 'vi' || offered.includes(one) }));
  const entry = auditEntry({
    at: now(),
    by: caller.actor,
    kind: 'languages.set',
    unitIds: [],
    subject: { id: 'languages', label: texts[language].languages },
    before: factsOf(before),
    after: factsOf(settings),
  });
  const isSame = JSON.stringify(factsOf(before)) === JSON.stringify(factsOf(settings));
  if (!isSame && (await stores.languages.put(settings, version, entry))) await current.refresh();
}
