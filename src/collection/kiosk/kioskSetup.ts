import { createHash } from 'node:crypto';
import type { Brand } from '../../platform/brand/brand.ts';
import { tint } from '../../platform/brand/colours.ts';
import { revisionAt, type AccessPoint } from '../../design/accessPoints/accessPoint.ts';
import { isLanguage } from '../../platform/text/catalogue.ts';
import type { LanguageSettings } from '../../platform/text/languageSettings.ts';
import type { Localized } from '../../platform/text/localized.ts';
import { usualOfficeHours, type OfficeHours } from '../quality/officeHours.ts';
import { roundState } from '../../design/rounds/round.ts';
import { translatedLanguages } from '../../design/surveys/translatedLanguages.ts';
import { formLanguages } from '../submissions/formPage.ts';
import { sealFormContext } from '../submissions/formContext.ts';
import { recordingOf, type Recordings } from '../../design/recordings/recording.ts';
import type { SurveyContent, SurveyVersion } from '../../design/surveys/survey.ts';
import { unitName } from '../../registers/units/unit.ts';
import type { Stores } from '../stores.ts';

/** Everything that a tablet needs to run the survey offline for days. */
export type KioskSetup = { readonly stamp: string; readonly brand: ReturnType<typeof kioskBrand> } & (
  | { readonly state: 'notYetOpen' | 'closed' }
  | {
      readonly state: 'open';
      /** Sealed form context: answers on it belong to its revision and survey version, however late they arrive. */
      readonly form: string;
      readonly survey: Pick<SurveyVersion, 'id' | 'content'>;
      /** Offered to respondents, the first one first. */
      readonly languages: readonly string[];
      /** Those of them whose translation no native speaker has read. */
      readonly notReviewed: readonly string[];
      /** Those into which the questions are not translated. */
      readonly notTranslated: readonly string[];
      /** Files of the questions that can be heard, by language and question. */
      readonly recordings: Readonly<Record<string, Readonly<Record<string, string>>>>;
      readonly unitName: Localized;
      readonly serviceName?: Localized | undefined;
      readonly madeUp: boolean;
      readonly closesAt: Date;
      /** The tablet only sends whether an answer was given within these hours; interviews have none. */
      readonly officeHours?: OfficeHours | undefined;
    }
);

interface KioskSetupTools {
  readonly stores: Stores;
  readonly formKey: Buffer;
  readonly now: Date;
  readonly languages: LanguageSettings;
  readonly brand: Brand;
  readonly recordings: Recordings;
}

/** The office's name, colours by the style sheet's names, and logo. */
function kioskBrand({ name, colour, accent, logo }: Brand) {
  const colours = { brand: colour, accent, chosen: tint(colour, 'light') };
  return { name, colours, logo: logo?.screen.png };
}

/** The current content for a tablet at the point. The stamp changes only with the content. */
export async function kioskSetup(
  point: AccessPoint,
  { stores, formKey, now, languages: settings, brand: shown, recordings }: KioskSetupTools,
): Promise<KioskSetup> {
  const brand = kioskBrand(shown);
  const revision = revisionAt(point, now);
  const round = revision && (await stores.rounds.find(revision.roundId));
  const survey = round && (await stores.surveys.find(round.surveyVersionId));
  const state = round && roundState(round, now);
  if (!revision || !round || !survey || state !== 'open') {
    const isYetToCome = state === 'notYetOpen' || point.revisions.some(({ from }) => now < from);
    const why = isYetToCome ? 'notYetOpen' : 'closed';
    return { state: why, brand, stamp: stampOf([why, brand]) };
  }
  const [units, services] = await Promise.all([stores.units.list(), stores.services.list()]);
  const unit = units.find(({ id }) => id === revision.unitId);
  const languages = formLanguages(survey.content, settings);
  const content = {
    brand,
    languages,
    notReviewed: languages.filter((language) => isLanguage(language) && !settings[language].reviewed),
    notTranslated: languages.filter((language) => !translatedLanguages(survey.content).includes(language)),
    survey: { id: survey.id, content: survey.content },
    recordings: recordingsIn(survey.content, languages, recordings),
    unitName: unitName(unit, round.unitsOn),
    serviceName: services.find(({ id }) => id === revision.serviceId)?.name,
    madeUp: round.madeUp !== undefined,
    closesAt: round.closesAt,
    officeHours: point.channel === 'kiosk' ? usualOfficeHours : undefined,
  };
  return {
    state,
    stamp: stampOf([round.id, revision.number, content]),
    form: sealFormContext(
      {
        roundId: round.id,
        surveyVersionId: survey.id,
        accessPointId: point.id,
        revision: revision.number,
        openedAt: now,
      },
      formKey,
    ),
    ...content,
  };
}

function recordingsIn(survey: SurveyContent, languages: readonly string[], recordings: Recordings) {
  return Object.fromEntries(
    languages.map((language) => {
      const files = survey.questions.map(
        (question) => [question.id, recordingOf(recordings, survey, question, language)] as const,
      );
      return [language, Object.fromEntries(files.filter(isFile))];
    }),
  );
}

const isFile = (entry: readonly [string, string | undefined]): entry is [string, string] =>
  entry[1] !== undefined;

function stampOf(shown: unknown): string {
  return createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 16);
}
